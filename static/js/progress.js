// Pages of paths and modules: shows where the learner of this browser stands, and takes what they say.
// Everything stands in the markup, hidden and the same for everybody; nothing here is needed to read.
(() => {
  const { all, announce, learner, log } = window.hub;
  const WORDS = { todo: "To do", doing: "In progress", done: "Done", skipped: "Skipped" };
  const resume = document.querySelector(".resume[data-path]");
  const finish = document.querySelector(".finish[data-module]");
  const panel = resume ?? finish;
  const modules = panel?.dataset.modules.split(" ").filter(Boolean) ?? [];
  const path = panel?.dataset.path ?? "";
  let leadsTo = new Map();
  let last = null; // the event that can be taken back

  const day = (at) => new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const linkOf = (code) => document.querySelector(`.lamps [data-code="${CSS.escape(code)}"] > a`);
  const titles = new Map(); // of modules that this page does not name
  const titleOf = (code) => titles.get(code) || linkOf(code)?.querySelector("span:last-child")?.firstChild.textContent.trim() || linkOf(code)?.textContent.trim() || "";

  // What was said of modules that are not on this road any more.
  const strays = (states) => [...states].filter(([code, mark]) => (
    !modules.includes(code) && (mark.path === path || code.startsWith(`${path}-`))
  )).map(([code]) => code);

  const say = (what, code, data, words) => {
    last = { event: learner.add(what, code, data), words };
    announce(words);
    show();
  };
  const takeBack = () => {
    learner.add("undo", last.event.code, { id: last.event.id });
    last = null;
    announce("Taken back");
    show();
    (finish?.querySelector('[aria-pressed="true"]') ?? panel.querySelector(".actions > a"))?.focus();
  };
  const undoButton = () => {
    const button = make("button", { type: "button", className: "button small", textContent: "Undo" });
    button.addEventListener("click", takeBack);
    return button;
  };

  // --- Lamps: the colour is never alone, a word stands beside it -----------------------------------------

  const lightLamps = (walk) => {
    for (const item of all(".lamps [data-code]")) {
      const state = walk.state(item.dataset.code);
      item.classList.toggle("lit", state === "done");
      item.classList.toggle("doing", state === "doing");
      item.classList.toggle("skipped", state === "skipped");
      item.classList.toggle("now", Boolean(resume) && item.dataset.code === walk.next);
      let label = item.querySelector(".state");
      if (!label) item.append(label = make("small", { className: "state" }));
      label.dataset.minutes ??= label.textContent;
      label.textContent = [state === "todo" ? "" : WORDS[state], label.dataset.minutes].filter(Boolean).join(" · ");
    }
  };

  // --- A path -------------------------------------------------------------------------------------------

  const tally = (walk) => `${walk.done} of ${walk.total} done${walk.skipped ? `, ${walk.skipped} skipped` : ""}`;

  const showPath = (walk, gone) => {
    const bar = resume.querySelector("progress");
    const record = `/practice/record/?path=${path}`;
    const place = resume.querySelector(".place");
    const rounds = learner.rounds().get(path)?.length ?? 0;
    bar.value = walk.done;
    resume.querySelector("label").textContent = walk.begun ? tally(walk) : "Nothing done yet";
    const words = [];
    if (walk.finished) words.push("You have walked it to the end.");
    else if (walk.next) words.push(`Next: ${titleOf(walk.next)}.`);
    if (gone) words.push(gone === 1 ? "A module you did is not on this road any more; it stays in your record." : `${gone} modules you did are not on this road any more; they stay in your record.`);
    if (rounds && !walk.begun) words.push("What you did before is kept in your record.");
    if (!learner.kept) words.push("This browser keeps nothing between pages.");
    place.replaceChildren(words.join(" "), ...(last ? [" ", undoButton()] : []));
    const link = resume.querySelector(".actions > a");
    link.href = walk.finished ? record : linkOf(walk.next ?? "")?.href ?? "#road";
    link.textContent = walk.finished ? "See your record" : walk.begun ? "Go on" : "Begin";
    for (const own of all("[data-own]")) own.hidden = !walk.begun && !rounds && !gone;
    for (const button of all("[data-restart]")) button.hidden = !walk.begun;
    resume.hidden = !modules.length;
  };

  const restart = () => {
    const states = learner.states();
    const codes = [...modules.filter((code) => states.has(code)), ...strays(states)].slice(0, 200);
    say("restart", path, { codes }, "Started again. What you did before is kept in your record.");
    resume.querySelector(".actions > a").focus();
    resume.scrollIntoView({ block: "nearest" });
  };

  // --- A module -----------------------------------------------------------------------------------------

  const lead = (href, words) => finish.append(
    make("p", { className: "onward" }, make("a", { className: "button primary", href, textContent: words })),
  );

  const askTitle = async (code) => {
    titles.set(code, "");
    const { entries } = await learner.lookUp([code]);
    titles.set(code, entries[code]?.title ?? "");
    if (titles.get(code)) show();
  };

  const showModule = (walk) => {
    const code = finish.dataset.module;
    const state = walk.state(code);
    const mark = walk.marks.get(code);
    for (const button of all("[data-state]", finish)) {
      button.setAttribute("aria-pressed", button.dataset.state === state);
      button.classList.toggle("primary", button.dataset.state === "done" && state !== "done");
    }
    const words = [];
    if (mark && state !== "todo") words.push(`${WORDS[state]}${mark.as ? ` as ${mark.as}, which this replaces` : ""}, ${day(mark.at)}.`);
    if (path && walk.begun) words.push(`${tally(walk)} on this road.`);
    if (!walk.begun) words.push("Kept in this browser; with an account it follows you.");
    if (!learner.kept) words.push("This browser keeps nothing between pages.");
    const place = finish.querySelector(".place");
    place.replaceChildren(words.join(" "), ...(last ? [" ", undoButton()] : []));
    finish.querySelector(".onward")?.remove();
    const next = walk.next;
    if (["done", "skipped"].includes(state) && next && next !== code) {
      const words = titleOf(next) ? `Go on: ${titleOf(next)}` : "Go on to the next module";
      lead(linkOf(next)?.href ?? `/e/${next}/`, words);
      if (!titleOf(next) && !titles.has(next)) askTitle(next);
    } else if (walk.finished && path) {
      lead(`/practice/record/?path=${path}`, "The end of the road: your record");
    }
    finish.hidden = false;
  };

  // --- Entries a module leads to: a mark of what was read -------------------------------------------------

  const showReading = () => {
    for (const item of all(".linked [data-code]")) {
      const read = learner.state(item.dataset.code) === "done";
      let button = item.querySelector("button");
      if (!button) {
        button = make("button", { type: "button", className: "button small read-mark" });
        button.setAttribute("aria-describedby", (item.querySelector("h3").id ||= `linked-${item.dataset.code}`));
        button.addEventListener("click", () => {
          const isRead = learner.state(item.dataset.code) === "done";
          const title = item.querySelector("h3").textContent.trim().slice(0, 255);
          learner.add("progress", item.dataset.code, { state: isRead ? "todo" : "done", title });
          announce(isRead ? "Not read yet" : "Read");
          show();
        });
        item.append(button);
      }
      item.classList.toggle("read", read);
      button.setAttribute("aria-pressed", read);
      button.textContent = read ? "Read" : "Mark as read";
    }
  };

  // --- Both -----------------------------------------------------------------------------------------------

  function show() {
    const focused = document.activeElement;
    const states = learner.states();
    const walk = log.walk(states, modules, leadsTo);
    const gone = strays(states).filter((code) => states.get(code).state !== "todo" && !modules.includes(leadsTo.get(code))).length;
    lightLamps(walk);
    if (resume) showPath(walk, gone);
    if (finish) showModule(walk);
    showReading();
    if (focused?.textContent === "Undo" && !focused.isConnected) panel.querySelector(".place button")?.focus();
  }

  const begin = async () => {
    await learner.ready;
    show();
    learner.onchange(show);
    const lost = strays(learner.states());
    if (!lost.length) return;
    leadsTo = learner.successorsIn((await learner.lookUp(lost)).entries);
    if (leadsTo.size) show();
  };

  for (const button of all("[data-state]", finish ?? document.createElement("p"))) {
    button.addEventListener("click", () => {
      const { module: code, title } = finish.dataset;
      const { state } = button.dataset;
      say("progress", code, { state, path, title: title.slice(0, 255) }, `Marked as ${WORDS[state].toLowerCase()}`);
    });
  }
  for (const button of all("[data-restart]")) button.addEventListener("click", restart);
  if (panel && (path || finish?.dataset.module)) begin();
})();
