// Fields marked `data-redact`: says under the field what looks like a secret, while it is still only here.
// Nothing is sent. The server takes secrets out whatever is chosen, and the words say so.
(() => {
  const { Redactor } = window.hubRedaction;
  const PAUSE = 400; // milliseconds after the last key
  const SHOWN = 3; // finds with an excerpt
  const AHEAD = 24; // characters of a line before a find
  const LONG = 48; // characters of a find
  const notices = new WeakMap();
  const redactors = new WeakMap();
  let count = 0;

  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };
  const button = (words, act) => {
    const element = make("button", "button small", words);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  };
  const redactorOf = (field) => {
    const whole = field.form ?? document;
    if (!redactors.has(whole)) redactors.set(whole, new Redactor());
    return redactors.get(whole);
  };

  // The words go into a live region that is there, empty, before they are.
  const noticeOf = (field) => {
    if (notices.has(field)) return notices.get(field);
    const box = make("div", "redaction-notice");
    const said = make("p");
    const rest = make("div");
    said.setAttribute("role", "status");
    said.id = `redaction-${count += 1}`;
    box.append(said, rest);
    field.after(box);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${said.id}`.trim());
    const notice = { box, said, rest, left: new Set(), timer: 0 };
    notices.set(field, notice);
    return notice;
  };
  const say = (notice, words, ...rest) => {
    notice.box.classList.toggle("told", Boolean(words));
    if (notice.said.textContent !== words) notice.said.textContent = words;
    notice.rest.replaceChildren(...rest);
  };

  const place = (field, one) => (field.localName === "textarea" ? `${one.label} on line ${one.line}` : one.label);
  const summary = (field, found) => {
    if (found.length === 1) return `This looks like ${place(field, found[0])}.`;
    const shown = found.slice(0, SHOWN).map((one) => place(field, one)).join(", ");
    const more = found.length > SHOWN ? ` and ${found.length - SHOWN} more` : "";
    return `${found.length} places look like secrets: ${shown}${more}.`;
  };
  const excerpt = (text, one) => {
    const lineStart = text.lastIndexOf("\n", one.start - 1) + 1;
    const from = Math.max(lineStart, one.start - AHEAD);
    const value = text.slice(one.start, one.end).split("\n")[0];
    const mark = make("mark", "secret", value.length > LONG ? `${value.slice(0, LONG)}…` : value);
    return make("li", "", make("code", "", `${from > lineStart ? "…" : ""}${text.slice(from, one.start)}`, mark), ` becomes ${one.replacement}`);
  };

  const write = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(noticeOf(field).timer);
    field.focus();
  };
  const takeOut = (field) => {
    const notice = noticeOf(field);
    const before = field.value;
    const after = redactorOf(field).redact(before);
    write(field, after);
    const putBack = button("Put it back", () => {
      if (field.value !== after) return;
      write(field, before);
      check(field);
    });
    say(notice, "Taken out.", make("div", "redaction-choices", putBack));
  };
  const leave = (field, found) => {
    const notice = noticeOf(field);
    for (const one of found) notice.left.add(field.value.slice(one.start, one.end));
    say(notice, "Left in. It is replaced when you send.");
    field.focus();
  };

  function check(field) {
    const notice = noticeOf(field);
    const text = field.value;
    const found = redactorOf(field).find(text);
    const fresh = found.filter((one) => !notice.left.has(text.slice(one.start, one.end)));
    if (!fresh.length) {
      say(notice, "");
      return;
    }
    say(
      notice,
      summary(field, fresh),
      make("ul", "", ...fresh.slice(0, SHOWN).map((one) => excerpt(text, one))),
      make("p", "hint", "Only your browser looked. Left in, it is replaced like this when you send."),
      make("div", "redaction-choices", button(fresh.length > 1 ? "Take them out" : "Take it out", () => takeOut(field)), button("Leave it", () => leave(field, fresh))),
    );
  }
  const soon = (field) => {
    const notice = noticeOf(field);
    clearTimeout(notice.timer);
    notice.timer = setTimeout(() => check(field), PAUSE);
  };

  // On the document, so that fields which a form adds later are looked at too.
  const fieldOf = (event) => event.target.closest?.("[data-redact]");
  document.addEventListener("focusin", (event) => { if (fieldOf(event)) noticeOf(fieldOf(event)); });
  document.addEventListener("input", (event) => { if (fieldOf(event)) soon(fieldOf(event)); });
  for (const field of document.querySelectorAll("[data-redact]")) if (field.value) check(field);
})();
