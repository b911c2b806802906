// "Your learning": paths under way, copies to keep and to take in, forgetting.
(() => {
  const { announce, learner, log } = window.hub;
  const $ = (selector, from = document) => from.querySelector(selector);
  const make = (tag, text, properties = {}) => Object.assign(document.createElement(tag), { textContent: text, ...properties });
  const counted = (number, one, many = `${one}s`) => `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;

  // --- Paths under way ------------------------------------------------------------------------------------

  // A module's code begins with that of the path it was made for, should nothing else say which path it was.
  const pathOf = (code, mark) => mark.path || (/^([A-Z][A-Z0-9]*-\d+)-\d+$/.exec(code)?.[1] ?? "");
  const list = $("[data-walks]");

  const showPaths = async () => {
    const states = learner.states();
    const begun = [...states].filter(([code, mark]) => mark.state !== "todo" && pathOf(code, mark));
    const latest = new Map([...learner.rounds()].map(([path, rounds]) => [path, rounds.at(-1).at]));
    for (const [code, mark] of begun) {
      const path = pathOf(code, mark);
      if (!latest.has(path) || latest.get(path) < mark.at) latest.set(path, mark.at);
    }
    if (!latest.size && "account" in list.dataset && list.children.length) return; // the server's list stands
    const { entries, roads } = await learner.lookUp([...latest.keys(), ...begun.map(([code]) => code)]);
    const leadsTo = learner.successorsIn(entries);
    const rows = [...latest].sort(([, a], [, b]) => (a < b ? 1 : -1)).map(([path]) => {
      const entry = entries[path];
      const road = roads[path] ?? roads[entry?.to] ?? [];
      const walk = log.walk(states, road.map((module) => module.code), leadsTo);
      const row = $("#walk").content.firstElementChild.cloneNode(true);
      const part = (name) => $(`[data-part="${name}"]`, row);
      const next = road.find((module) => module.code === walk.next);
      const readable = !entry || entry.is === "here" || entry.is === "moved";
      part("title").textContent = entry?.title ?? path;
      if (readable) part("title").href = entry?.url ?? `/e/${path}/`;
      else part("title").removeAttribute("href");
      part("tally").textContent = road.length
        ? `${walk.done} of ${walk.total} done${walk.skipped ? `, ${walk.skipped} skipped` : ""}`
        : readable ? "" : `${entry.is === "gone" ? "This path is gone" : "This path cannot be read at the moment"}. Your record of it stays.`;
      part("bar").hidden = !road.length;
      part("bar").max = road.length || 1;
      part("bar").value = walk.done;
      part("next").hidden = !next;
      if (next) Object.assign(part("next"), { textContent: `${walk.begun ? "Go on" : "Begin again"}: ${next.title}`, href: next.url });
      part("record").href = `/practice/record/?path=${path}`;
      return row;
    });
    list.replaceChildren(...rows);
    $("[data-no-walks]").hidden = rows.length > 0;
  };

  const show = () => {
    showPaths();
    const bookmarks = learner.bookmarks().size;
    $("[data-bookmark-count]").textContent = bookmarks ? counted(bookmarks, "entry", "entries") : "None yet";
    const problem = learner.problem || (learner.kept ? "" : "This browser keeps nothing between pages. Save a copy before you leave.");
    $("[data-problem]").textContent = problem;
    $("[data-problem]").hidden = !problem;
  };

  // --- Copies ---------------------------------------------------------------------------------------------

  $("[data-export]").addEventListener("click", () => {
    const blob = new Blob([JSON.stringify(learner.export(), null, 1)], { type: "application/json" });
    const link = make("a", "", { href: URL.createObjectURL(blob), download: `my-learning-${new Date().toISOString().slice(0, 10)}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    announce("Saved");
  });

  const LARGEST = 64_000_000; // bytes
  const said = $("[data-imported]");
  const tell = (isBad, ...parts) => {
    said.className = isBad ? "notice bad flow" : "notice flow";
    const body = make("div", "", { className: "flow" });
    body.append(...parts);
    said.replaceChildren(body);
    said.hidden = false;
    said.focus();
  };
  const taken = ({ added, known }) => (added
    ? `${counted(added, "thing")} taken in${known ? `; ${counted(known, "thing")} you had already` : ""}.`
    : "You had everything in this copy already.");
  const refusal = ({ refused, good }, text) => {
    const reasons = document.createElement("ul");
    reasons.append(...refused.slice(0, 20).map(({ number, code, why }) => make("li", `Entry ${number}${code ? ` (${code})` : ""}: ${why}`)));
    const parts = [make("p", `Nothing was taken in: ${counted(refused.length, "entry", "entries")} of this copy cannot be read.`), reasons];
    if (refused.length > 20) parts.push(make("p", `And ${refused.length - 20} more.`));
    if (good) {
      const rest = make("button", `Take in the other ${good.toLocaleString("en-GB")}`, { type: "button", className: "button small" });
      rest.addEventListener("click", async () => tell(false, make("p", taken(await learner.import(text, { onlyGood: true })))));
      parts.push(rest);
    }
    tell(true, ...parts);
  };
  $("[data-import]").addEventListener("submit", async (event) => {
    event.preventDefault();
    const [file] = $("#copy").files;
    try {
      if (file.size > LARGEST) throw new TypeError("This file is too large for a copy of what somebody learnt.");
      const text = await file.text();
      const result = await learner.import(text);
      if (result.refused.length) refusal(result, text);
      else tell(false, make("p", taken(result)));
      if (!result.refused.length) event.target.reset();
    } catch (error) {
      tell(true, make("p", `Nothing was taken in. ${error instanceof TypeError ? error.message : "The file cannot be read."}`));
    }
  });

  // --- Forgetting -----------------------------------------------------------------------------------------

  const here = $("[data-forget-here]"); // of an account, it is offered where one signs out
  if (here) {
    const [ask, yes, no] = here.querySelectorAll("button");
    const asking = (isAsking) => {
      ask.hidden = isAsking;
      yes.hidden = no.hidden = !isAsking;
      (isAsking ? no : ask).focus();
    };
    ask.addEventListener("click", () => asking(true));
    no.addEventListener("click", () => asking(false));
    yes.addEventListener("click", async () => {
      await learner.forget();
      asking(false);
      announce("This browser has forgotten it");
    });
  }

  learner.ready.then(async () => {
    $("[data-copies]").hidden = false;
    if (here) here.hidden = false;
    if ("account" in list.dataset) await learner.sync();
    show();
    learner.onchange(show);
  });
})();
