// Flashcards, one at a time. What is next follows from the learner's log, so a reload loses nothing and
// taking a rating back is one more line in the log.
(() => {
  const { all, announce, learner, practice } = window.hub;
  const session = document.querySelector("[data-deck]");
  if (!session || !learner) return;
  const { plan, told, mine, standing, count, midnight } = practice;
  const find = (selector, from = session) => from.querySelector(selector);
  const card = find(".flashcard");
  const answer = find("[data-answer]");
  const summary = document.querySelector("section.summary");
  const BATCH = 10;
  const STALE = 10 * 60e3; // outcomes older than this are asked for again
  const LAST = 24 * 3600e3; // a rating can be taken back for a day

  // --- Settings: of this browser, not of the log --------------------------------------------------
  const settings = { fresh: 10, most: 60, keys: true };
  try { Object.assign(settings, JSON.parse(localStorage.getItem("practice") ?? "{}")); } catch {}
  const keep = () => { try { localStorage.setItem("practice", JSON.stringify(settings)); } catch {} };
  const fields = { fresh: document.querySelector("#new-a-day"), most: document.querySelector("#most-a-day") };
  const keys = document.querySelector("#use-keys");

  // --- What is known --------------------------------------------------------------------------------
  let codes = [];
  let total = 0;
  let extra = 0;
  let now = null; // the plan in force
  let shown = null; // {card, since, outcomes, askedAt}
  let busy = false;
  const skipped = new Set();
  const contents = new Map();

  const reckon = async () => {
    const known = await learner.cards();
    const events = await learner.events();
    const left = codes.filter((code) => !skipped.has(code));
    now = plan({ codes: left, cards: known, events, settings, extra });
    return { known, events };
  };

  const fetchJson = async (url, options) => {
    const response = await fetch(url, { credentials: "omit", ...options });
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json();
  };

  const load = async (wanted) => {
    const missing = wanted.filter((code) => !contents.has(code));
    if (!missing.length) return;
    const query = new URLSearchParams(missing.map((code) => ["code", code]));
    const { cards } = await fetchJson(`${session.dataset.cards}?${query}`);
    for (const one of cards) contents.set(one.code, one);
    // What is not public any more leaves the deck.
    const gone = new Set(missing.filter((code) => !contents.has(code)));
    codes = codes.filter((code) => !gone.has(code));
  };

  const ask = async (code) => {
    const state = (await learner.cards()).get(code);
    const known = state?.card ?? null;
    const askedAt = Date.now();
    const body = JSON.stringify({ at: new Date(askedAt).toISOString(), cards: [{ code, card: known }] });
    const headers = { "Content-Type": "application/json" };
    const { outcomes } = await fetchJson(session.dataset.schedule, { method: "POST", headers, body });
    return { outcomes: outcomes[code], askedAt, review: state?.id };
  };

  // --- Showing --------------------------------------------------------------------------------------
  const fill = (list, pairs) => {
    list.replaceChildren(...pairs.map(([term, words]) => {
      const row = document.createElement("div");
      row.append(Object.assign(document.createElement("dt"), { textContent: term }), Object.assign(document.createElement("dd"), { textContent: words }));
      return row;
    }));
  };

  const today = (events) => standing(events).filter((one) => Date.parse(one.at) >= midnight(Date.now()));
  const NAMES = { 1: "again", 2: "hard", 3: "good", 4: "easy" };
  const soFar = (events) => [4, 3, 2, 1].map((rating) => [today(events).filter((one) => one.data.rating === rating).length, NAMES[rating]])
    .filter(([number]) => number).map(([number, name]) => `${number} ${name}`).join(", ") || "nothing yet";

  const lastReview = (events) => {
    const deck = new Set(codes);
    const last = standing(events).findLast((one) => deck.has(one.code));
    return last && Date.now() - Date.parse(last.at) < LAST ? last : undefined;
  };

  const margin = ({ events }) => {
    const list = document.querySelector("[data-session]");
    list.hidden = false;
    fill(list, [
      ["Today", count(now.left, "card")],
      ["So far", soFar(events)],
      ["New", `${now.fresh.length} of ${now.fresh.length + now.unseen}`],
      ["Tomorrow", count(now.tomorrow, "card")],
    ]);
    const undo = Boolean(lastReview(events));
    for (const button of all("[data-undo]")) button.disabled = !undo;
  };

  const reveal = () => {
    if (!shown || !answer.hidden) return;
    answer.hidden = false;
    find(".reveal").hidden = true;
    find(".rating button[value='3']").focus({ preventScroll: true });
    announce("Answer shown");
  };

  const label = () => {
    for (const button of all(".rating button", card)) {
      const one = shown.outcomes?.find((outcome) => outcome.rating === Number(button.value));
      button.querySelector("small").textContent = one?.words ?? "\u00a0";
    }
  };

  const show = (code) => {
    const one = contents.get(code);
    shown = { code, since: Date.now(), outcomes: null, askedAt: 0 };
    find("[data-code]").textContent = one.code;
    find("[data-facts]").replaceChildren(...one.facts.map((fact) => Object.assign(document.createElement("li"), { textContent: fact })));
    find("#card-question").textContent = one.question;
    find("[data-front]").innerHTML = one.front; // rendered and made safe by this site
    find("[data-back]").innerHTML = one.back;
    find("[data-whole]").href = one.address;
    answer.hidden = true;
    find(".reveal").hidden = false;
    const of = now.rated + now.left;
    find("[data-progress] label").textContent = `Card ${now.rated + 1} of ${of}`;
    Object.assign(find("progress"), { max: of, value: now.rated, textContent: `${now.rated} of ${of} done` });
    label();
    const asked = shown;
    ask(code).then((found) => { Object.assign(asked, found); if (shown === asked) label(); }, () => {});
    window.dispatchEvent(new CustomEvent("practice:card"));
  };

  const sumUp = ({ events }) => {
    shown = null;
    session.hidden = true;
    summary.hidden = false;
    const words = [];
    const done = new Set(today(events).map((one) => one.code)).size;
    if (!codes.length) words.push("There is no card in this deck.");
    else if (done) words.push(`${count(done, "card")} today: ${soFar(events)}.`);
    else words.push("Nothing is due in this deck.");
    if (now.left) words.push(`${count(now.left, "card")} of today ${now.left === 1 ? "is" : "are"} left for another time.`);
    if (now.later.length) words.push(told({ ...now, due: [] }));
    if (!now.left || now.tomorrow) words.push(now.tomorrow ? `Tomorrow: ${count(now.tomorrow, "card")} again${now.unseen ? ", and new ones" : ""}.` : now.unseen ? "Tomorrow: new cards." : "Nothing comes back tomorrow.");
    find("[data-words]", summary).textContent = words.join(" ");
    fill(find("[data-figures]", summary), [["In this deck", count(total, "card")], ["Not seen yet", count(now.unseen + now.fresh.length, "card")], ["Tomorrow", count(now.tomorrow, "card")]]);
    const again = [...new Set(today(events).filter((one) => one.data.rating === 1).map((one) => one.code))];
    const list = find("[data-again]", summary);
    list.hidden = !again.length;
    list.querySelector("ul").replaceChildren(...again.map((code) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: `/e/${code}/`, textContent: contents.get(code)?.title ?? code });
      item.append(link);
      return item;
    }));
    find("[data-more]", summary).hidden = !now.unseen;
    summary.querySelector("h2").textContent = now.left ? "Until later" : "Done for today";
    summary.focus();
  };

  // Shows what comes next; `focus` moves to the card once the session runs.
  const step = async ({ focus = true } = {}) => {
    busy = true;
    try {
      let state = await reckon();
      while (now.next && !contents.has(now.next)) {
        await load([...new Set([now.next, ...now.open])].slice(0, BATCH));
        state = await reckon();
      }
      margin(state);
      if (!now.next) { sumUp(state); return; }
      session.hidden = false;
      summary.hidden = true;
      show(now.next);
      if (focus) card.focus();
      load(now.open.slice(0, BATCH)).catch(() => {});
    } catch {
      announce("The cards could not be fetched. Please try again.");
      const notice = find("[data-told]");
      notice.hidden = false;
      notice.querySelector("[data-told-words]").textContent = "The cards could not be fetched. Nothing you did is lost; reload the page to go on.";
      session.hidden = false;
    } finally {
      busy = false;
    }
  };

  // --- Doing ----------------------------------------------------------------------------------------
  const rate = async (rating) => {
    if (busy || !shown || answer.hidden) return;
    busy = true;
    const rated = shown;
    try {
      // Another tab may have rated the card meanwhile, or it lay open for long.
      const isStale = Date.now() - rated.askedAt > STALE || (await learner.cards()).get(rated.code)?.id !== rated.review;
      if (!rated.outcomes || isStale) Object.assign(rated, await ask(rated.code));
      const { card: after, words } = rated.outcomes.find((one) => one.rating === rating);
      const took = Math.round((Date.now() - rated.since) / 1000);
      await learner.add("review", rated.code, { rating, card: after, took });
      announce(`${NAMES[rating]}, again in ${words}`);
      busy = false;
      await step();
    } catch {
      busy = false;
      announce("That could not be scheduled. Please try again.");
    }
  };

  const undo = async () => {
    if (busy) return;
    const last = lastReview(await learner.events());
    if (!last) return;
    await learner.add("undo", last.code, { id: last.id });
    skipped.delete(last.code);
    announce("The last rating is taken back");
    // The card whose rating was taken back is the next one.
    await step();
    if (now.next !== last.code && codes.includes(last.code) && contents.has(last.code)) { show(last.code); card.focus(); }
  };

  find("[data-show]").addEventListener("click", reveal);
  for (const button of all(".rating button", card)) button.addEventListener("click", () => rate(Number(button.value)));
  for (const button of all("[data-undo]")) button.addEventListener("click", undo);
  find("[data-skip]").addEventListener("click", () => { if (shown) { skipped.add(shown.code); step(); } });
  find("[data-end]").addEventListener("click", async () => sumUp(await reckon()));
  find("[data-more]", summary).addEventListener("click", () => { extra += 10; step(); });

  // Keys work while the focus is in the session, and only if wished.
  session.addEventListener("keydown", (event) => {
    if (!settings.keys || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === " " && !event.target.closest("button, a, summary, pre")) { event.preventDefault(); reveal(); }
    else if (/^[1-4]$/.test(event.key)) { event.preventDefault(); if (answer.hidden) reveal(); else rate(Number(event.key)); }
    else if (event.key === "u") { event.preventDefault(); undo(); }
  });
  const showKeys = () => {
    find("[data-keys]").hidden = !settings.keys;
    for (const key of all(".rating kbd", card)) key.hidden = !settings.keys;
  };

  // --- Beginning ------------------------------------------------------------------------------------
  const begin = async () => {
    document.querySelector("[data-settings]").hidden = false;
    for (const [name, field] of Object.entries(fields)) {
      field.value = settings[name];
      field.addEventListener("change", () => {
        const number = Math.round(Number(field.value));
        if (!Number.isFinite(number)) return;
        settings[name] = Math.min(Math.max(number, Number(field.min)), Number(field.max));
        field.value = settings[name];
        keep();
        step({ focus: false });
      });
    }
    keys.checked = settings.keys;
    keys.addEventListener("change", () => { settings.keys = keys.checked; keep(); showKeys(); });
    showKeys();
    document.querySelector(".plain-deck").hidden = true;
    await learner.ready;
    const wanted = session.dataset.mine;
    const own = wanted ? await mine(wanted) : null;
    if (own && !session.dataset.narrowed) {
      codes = own;
      total = own.length;
    } else {
      const found = await fetchJson(session.dataset.deck);
      codes = own ? own.filter((code) => found.codes.includes(code)) : found.codes;
      total = own ? codes.length : found.total;
    }
    await step({ focus: false });
    const words = now ? told(now) : "";
    if (words && shown) {
      find("[data-told]").hidden = false;
      find("[data-told-words]").textContent = words;
    }
  };
  begin().catch(() => {
    document.querySelector(".plain-deck").hidden = false;
    session.hidden = true;
    announce("The session could not begin. The cards are below.");
  });
})();
