/* Gives Markdown text areas a toolbar, a live preview made by the server, and completion of entry codes. */

import { Completion } from "./markdown-completion.js";
import { fence, prefixLines, replace, wrap } from "./markdown-edits.js";

const WAIT = 400;
const TOOLS = [
  ["Heading", "H", (area) => prefixLines(area, "### ")],
  ["Bold", "B", (area) => wrap(area, "**", "**", "bold"), "b"],
  ["Italic", "I", (area) => wrap(area, "*", "*", "italic"), "i"],
  ["Code", "<>", (area) => wrap(area, "`", "`", "code")],
  ["Code block", "{ }", fence],
  ["List", "•", (area) => prefixLines(area, "- ")],
  ["Link", "Link", (area) => wrap(area, "[", "](https://)", "text"), "k"],
  ["Link to an entry", "Entry", linkEntry],
];

function linkEntry(area) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const text = `[${value.slice(start, end)}](`;
  replace(area, start, end, `${text})`, [text.length, text.length]);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function button(name, face, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = face;
  made.setAttribute("aria-label", name);
  made.title = name;
  made.addEventListener("click", action);
  return made;
}

function csrfToken() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
}

class MarkdownEditor extends window.StimulusModule.Controller {
  static values = { layout: String, previewUrl: String, completionUrl: String };

  connect() {
    this.listeners = new AbortController();
    this.status = document.createElement("div");
    this.status.className = "w-sr-only";
    this.status.setAttribute("role", "status");
    this.toolbar = this.makeToolbar();
    this.element.before(this.toolbar);
    this.element.after(this.status);
    this.completion = new Completion(this.element, this.completionUrlValue, (text) => {
      this.status.textContent = text;
    });
    const { signal } = this.listeners;
    this.element.addEventListener("keydown", (event) => this.shortcut(event), { signal });
    this.element.addEventListener("input", () => this.refreshLater(), { signal });
  }

  disconnect() {
    this.listeners.abort();
    clearTimeout(this.timer);
    this.completion.remove();
    [this.toolbar, this.status, this.frame].forEach((one) => one?.remove());
    this.frame = undefined;
  }

  makeToolbar() {
    const bar = document.createElement("div");
    bar.className = "hub-toolbar";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "Formatting");
    bar.setAttribute("aria-controls", this.element.id);
    TOOLS.forEach(([name, face, act]) => bar.append(button(name, face, () => act(this.element))));
    this.toggle = button("Preview", "Preview", () => this.togglePreview());
    this.toggle.setAttribute("aria-pressed", "false");
    bar.append(this.toggle);
    [...bar.children].forEach((one, index) => {
      one.tabIndex = index ? -1 : 0;
    });
    bar.addEventListener("keydown", (event) => this.walk(event));
    return bar;
  }

  walk(event) {
    const all = [...this.toolbar.children];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    all.forEach((one) => {
      one.tabIndex = one === next ? 0 : -1;
    });
    next.focus();
  }

  shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const tool = TOOLS.find(([, , , key]) => key === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    event.stopPropagation();
    tool[2](this.element);
  }

  togglePreview() {
    const shown = Boolean(this.frame);
    this.toggle.setAttribute("aria-pressed", String(!shown));
    if (shown) {
      this.frame.remove();
      this.frame = undefined;
      return;
    }
    this.frame = document.createElement("iframe");
    this.frame.className = "hub-preview";
    this.frame.title = "Preview of this text";
    this.frame.setAttribute("sandbox", "allow-same-origin"); // to be measured; it runs no script
    this.frame.addEventListener("load", () => this.fit());
    this.status.after(this.frame);
    this.refresh();
  }

  fit() {
    const inside = this.frame?.contentDocument?.documentElement;
    if (inside) this.frame.style.height = `${Math.min(Math.max(inside.scrollHeight, 80), 640)}px`;
  }

  refreshLater() {
    if (!this.frame) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), WAIT);
  }

  async refresh() {
    const body = new URLSearchParams({ text: this.element.value, layout: this.layoutValue });
    const headers = { "X-CSRFToken": csrfToken() };
    try {
      const answer = await fetch(this.previewUrlValue, { method: "POST", body, headers });
      if (!answer.ok) throw new Error(String(answer.status));
      if (this.frame) this.frame.srcdoc = await answer.text();
      this.status.textContent = "Preview updated.";
    } catch {
      this.status.textContent = "The preview is not available now.";
    }
  }
}

window.wagtail.app.register("hub-markdown", MarkdownEditor);
