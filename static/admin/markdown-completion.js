/* Offers entries after "](": a list below the caret, worked with the arrow keys, Enter and Escape. */

import { replace } from "./markdown-edits.js";

const WAIT = 150;
const OPEN = /\[([^[\]\n]*)\]\(([A-Za-z0-9][A-Za-z0-9 -]*)?$/;
let made = 0;

export class Completion {
  constructor(area, url, announce) {
    Object.assign(this, { area, url, announce, entries: [], active: -1, timer: 0 });
    this.list = document.createElement("ul");
    this.list.id = `entry-completion-${(made += 1)}`;
    this.list.className = "hub-completion";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Entries");
    this.list.hidden = true;
    area.after(this.list);
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-controls", this.list.id);
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    area.addEventListener("input", () => this.later(), { signal });
    area.addEventListener("keydown", (event) => this.key(event), { signal });
    area.addEventListener("blur", () => this.close(), { signal });
    this.list.addEventListener("mousedown", (event) => this.click(event), { signal });
  }

  remove() {
    this.close();
    this.listeners.abort();
    this.list.remove();
    ["aria-autocomplete", "aria-controls"].forEach((name) => this.area.removeAttribute(name));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  typed() {
    const { selectionStart, selectionEnd, value } = this.area;
    return selectionStart === selectionEnd ? OPEN.exec(value.slice(0, selectionStart)) : null;
  }

  async ask() {
    const typed = this.typed();
    if (!typed) {
      this.close();
      return;
    }
    const query = typed[2] || "";
    const answer = await fetch(`${this.url}?${new URLSearchParams({ q: query })}`);
    if (!answer.ok || (this.typed()?.[2] || "") !== query) return;
    this.show((await answer.json()).entries);
  }

  show(entries) {
    this.entries = entries;
    this.list.replaceChildren(...entries.map((entry, index) => this.option(entry, index)));
    if (!entries.length) {
      this.close();
      this.announce("No entry found.");
      return;
    }
    this.list.hidden = false;
    this.place();
    this.mark(-1);
    this.announce(`${entries.length} entries. Use the down arrow to choose one.`);
  }

  option(entry, index) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${index}`;
    item.setAttribute("role", "option");
    const code = document.createElement("strong");
    code.textContent = entry.code;
    item.append(code, ` ${entry.title}${entry.live ? "" : " (draft)"}`);
    return item;
  }

  place() {
    const style = getComputedStyle(this.area);
    const mirror = document.createElement("div");
    ["font", "padding", "border", "boxSizing", "lineHeight", "letterSpacing"].forEach((name) => {
      mirror.style[name] = style[name];
    });
    Object.assign(mirror.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap" });
    mirror.style.width = `${this.area.offsetWidth}px`;
    mirror.textContent = this.area.value.slice(0, this.area.selectionStart);
    const caret = mirror.appendChild(document.createElement("span"));
    caret.textContent = "\u200b";
    this.area.after(mirror);
    const bottom = this.area.offsetTop - this.area.scrollTop + caret.offsetTop + caret.offsetHeight;
    mirror.remove();
    this.list.style.top = `${bottom}px`;
  }

  mark(index) {
    this.active = index;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index < 0) {
      this.area.removeAttribute("aria-activedescendant");
    } else {
      this.area.setAttribute("aria-activedescendant", this.list.children[index].id);
      this.list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  key(event) {
    if (this.list.hidden) return;
    const { length } = this.entries;
    if (event.key === "ArrowDown") this.mark((this.active + 1) % length);
    else if (event.key === "ArrowUp") this.mark((Math.max(this.active, 0) + length - 1) % length);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.entries[this.active]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  click(event) {
    event.preventDefault(); // the text area keeps the focus
    const item = event.target.closest("li");
    if (item) this.choose(this.entries[[...this.list.children].indexOf(item)]);
  }

  choose(entry) {
    const typed = this.typed();
    this.close();
    if (!typed) return;
    const caret = this.area.selectionStart;
    const end = this.area.value[caret] === ")" ? caret + 1 : caret;
    const words = typed[1] || entry.title.replace(/[[\]]/g, "\\$&");
    replace(this.area, caret - typed[0].length, end, `[${words}](${entry.code})`);
    clearTimeout(this.timer);
    this.announce(`Linked ${entry.code}.`);
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.mark(-1);
  }
}
