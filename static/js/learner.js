// What a learner did: the one place where pages ask and tell. Kept in this browser; with an account the same
// there, merged in both directions. Needs app.js, learner-log.js and learner-store.js before it.
(() => {
  const { log, LearnerStore } = window.hub;
  const ADDRESS = "/me/learning/events/";
  const AT_ONCE = 200; // events in one request
  const MOST = 100_000; // events in one file: what an account keeps
  const [SOON, LATER] = [400, 60_000]; // milliseconds
  const listeners = new Set();
  let folded, told, timer;
  let signedIn = false;
  let problem = "";

  // Changes that come together are told once.
  const changed = () => {
    folded = undefined;
    told ??= Promise.resolve().then(() => {
      told = undefined;
      for (const listener of listeners) listener();
    });
  };
  const store = new LearnerStore(changed);
  const events = () => store.visible.map((row) => row.event);
  const view = () => folded ??= log.fold(events());

  // --- Telling ------------------------------------------------------------------------------------------

  const newId = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll("+", "-").replaceAll("/", "_").slice(0, 22);
  // Whoever acts has seen what is known here: it comes after all of it, whatever the clocks say.
  const now = () => {
    const newest = store.visible.reduce((latest, { event }) => (event.at > latest ? event.at : latest), "");
    return new Date(Math.max(Date.now(), newest ? Date.parse(newest) + 1 : 0)).toISOString();
  };

  const add = (what, code = "", data = {}) => {
    const event = { id: newId(), what, code, at: now(), data };
    const wrong = log.problem(event);
    if (wrong) throw new TypeError(wrong);
    const owner = signedIn ? store.facts.owner : "";
    store.change({ rows: [{ id: event.id, event, owner, sent: false }] });
    exchangeIn(SOON);
    return event;
  };

  const merge = async (more) => {
    const good = log.clamp(more.filter((event) => !log.problem(event)).map(log.clean), Date.now());
    const rows = store.rowsOf(good);
    if (rows.length) await store.change({ rows });
    exchangeIn(SOON);
    return rows.length;
  };

  // --- Files --------------------------------------------------------------------------------------------

  const exported = () => ({ "hub-learner": 1, made: new Date().toISOString(), events: log.inOrder(events()) });

  // Takes what `export` gave, as text or parsed. Nothing is taken while something is wrong, unless only what is
  // right was asked for. `refused` says of each bad entry its number in the file and why.
  // Throws a TypeError when it is no such file at all.
  const imported = async (json, { onlyGood = false } = {}) => {
    let file = json;
    if (typeof json === "string") {
      try { file = JSON.parse(json); } catch { throw new TypeError("This is no JSON file."); }
    }
    await store.ready;
    const list = file?.["hub-learner"] === 1 ? file.events : file?.learning; // the second is of an account's data
    if (!Array.isArray(list)) throw new TypeError("This file was not made by “Save a copy” on this page.");
    if (list.length > MOST) throw new TypeError("This file holds more than anybody has done.");
    const refused = [];
    const good = [];
    list.forEach((raw, index) => {
      const why = log.problem(raw);
      if (why) refused.push({ number: index + 1, code: String(raw?.code ?? "").slice(0, 32), why });
      else good.push(log.clean(raw));
    });
    if (refused.length && !onlyGood) return { added: 0, known: 0, good: good.length, refused };
    const fresh = new Set(good.map((event) => event.id).filter((id) => !store.rows.has(id))).size;
    await merge(good);
    return { added: fresh, known: good.length - fresh, good: good.length, refused };
  };

  // --- The account --------------------------------------------------------------------------------------

  // Public pages know nobody. Signing in changes a cookie that scripts may read: only when there is one, and
  // nobody was not signed in under it already, the account is asked.
  const token = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";

  const ask = async (body) => {
    const options = body
      ? { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-CSRFToken": token() } }
      : {};
    const answer = await fetch(`${ADDRESS}?after=${store.facts.cursor}`, { credentials: "same-origin", cache: "no-store", ...options });
    if (answer.ok || answer.status === 401) return answer.json();
    if (answer.status === 409) problem = "Your account has no room for more. What you do is kept in this browser only.";
    throw new Error(answer.status);
  };

  // Another account than before: what the other one has is its own, and goes from here; what nobody has yet
  // comes along, what the other one lacks waits for it.
  const adopt = (key) => {
    const others = [...store.rows.values()].filter((row) => row.owner && row.owner !== key);
    return store.change({ gone: others.filter((row) => row.sent).map((row) => row.id), facts: { owner: key, cursor: 0, nobody: "" } });
  };

  const receive = async (news) => {
    const isOther = news.account !== store.facts.owner;
    if (isOther && news.account) {
      const asked = store.facts.cursor;
      await adopt(news.account);
      if (asked) return true; // what was answered lies behind a cursor of somebody else's log
    }
    const good = news.events.filter((event) => !log.problem(event)).map(log.clean);
    const rows = store.rowsOf(good, { owner: news.account, sent: true });
    if (rows.length || news.cursor !== store.facts.cursor) await store.change({ rows, facts: { cursor: news.cursor } });
    return news.more;
  };

  const unsent = () => store.visible.filter((row) => !row.sent).slice(0, AT_ONCE);

  const exchange = async () => {
    await store.ready;
    const hint = token();
    if (!hint || store.facts.nobody === hint) { signedIn = false; return; }
    problem = "";
    for (let again = true; again;) {
      const news = await ask();
      signedIn = news.account !== null;
      if (!signedIn) { await store.change({ facts: { nobody: hint } }); return; }
      again = await receive(news);
      if (!news.account) again = await receive(await ask({ events: [] })); // its log begins here
    }
    for (let rows = unsent(); rows.length; rows = unsent()) {
      const news = await ask({ events: rows.map((row) => row.event) });
      if (!news.account) { signedIn = false; return; }
      if (news.account !== store.facts.owner) { await adopt(news.account); exchangeIn(SOON); return; }
      if (news.refused.length) problem = "Something you did could not be carried to your account. It is kept in this browser.";
      await store.change({ rows: rows.map((row) => ({ ...row, owner: news.account, sent: true })) });
      for (let more = await receive(news); more;) more = await receive(await ask());
    }
  };

  // One tab at a time; what could not be done now is done later.
  let running = null;
  const sync = () => running ??= (async () => {
    clearTimeout(timer);
    try {
      if (!navigator.locks) await exchange();
      else await navigator.locks.request("hub-learner", { ifAvailable: true }, (lock) => (lock ? exchange() : exchangeIn(5 * SOON)));
    } catch {
      exchangeIn(LATER);
    } finally {
      running = null;
    }
  })();
  function exchangeIn(milliseconds) {
    if (!token()) return;
    clearTimeout(timer);
    timer = setTimeout(sync, milliseconds);
  }
  addEventListener("online", sync);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") sync(); });

  // --- What codes are now ---------------------------------------------------------------------------------

  // Returns {entries: code → {is, title, kind, url, to}, roads: path → its modules}: see learning/progress/entries.py.
  // What cannot be asked, offline, is left out.
  const lookUp = async (codes) => {
    const found = { entries: {}, roads: {} };
    const wanted = [...new Set(codes)].filter(log.isCode).sort();
    for (let start = 0; start < wanted.length; start += 100) {
      try {
        const answer = await fetch(`/practice/titles/?codes=${wanted.slice(start, start + 100)}`, { credentials: "omit" });
        if (!answer.ok) continue;
        const { entries, roads } = await answer.json();
        Object.assign(found.entries, entries);
        Object.assign(found.roads, roads);
      } catch {}
    }
    return found;
  };
  const successorsIn = (entries) => new Map(
    Object.entries(entries).filter(([, entry]) => entry.is === "moved").map(([code, entry]) => [code, entry.to]),
  );

  // --- The interface ------------------------------------------------------------------------------------

  window.hub.learner = {
    ready: store.ready,
    events,
    add,
    merge,
    state: (code) => view().states.get(code)?.state ?? "todo",
    states: () => view().states,
    rounds: () => view().rounds,
    bookmarks: () => view().bookmarks,
    cards: () => view().cards,
    wrong: () => log.wrong(view()),
    onchange: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    export: exported,
    import: imported,
    forget: () => store.forget(),
    sync,
    lookUp,
    successorsIn,
    get kept() { return store.kept; }, // whether this browser keeps anything between pages
    get signedIn() { return signedIn; },
    get problem() { return problem; },
  };
  sync();
})();
