// What a learner did, as a log of events, and what follows from it. Pure: no page, no storage, no clock.
// learning/progress/events.py and fold.py state the same rules in Python; tests compare them event by event.
((root) => {
  const KINDS = ["progress", "bookmark", "review", "answer", "interview", "undo", "restart"];
  const WITHOUT_CODE = ["interview", "undo"];
  const STATES = ["todo", "doing", "done", "skipped"];
  const ID = /^[A-Za-z0-9_-]{22}$/;
  const CODE = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-[0-9]{2,9}$/;
  const MOMENT = /^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;
  const [CODE_LENGTH, TITLE_LENGTH, NOTE_LENGTH, DATA_BYTES, DATA_DEPTH, CODES_RESTARTED] = [32, 255, 2000, 4096, 6, 200];
  const LARGEST_NUMBER = 2 ** 53;

  // --- What may be in an event: each check returns what is wrong, or nothing ---------------------------

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isCode = (value) => typeof value === "string" && value.length <= CODE_LENGTH && CODE.test(value);
  // As Python counts: characters, not halves of them.
  const isText = (value, most) => value == null || (typeof value === "string" && [...value].length <= most);
  const isPlain = (value, depth) => {
    if (typeof value === "string") return !value.includes("\0") && value.isWellFormed();
    if (typeof value === "boolean" || value === null) return true;
    if (typeof value === "number") return Number.isFinite(value) && Math.abs(value) <= LARGEST_NUMBER;
    if (depth === 0) return false;
    if (Array.isArray(value)) return value.every((one) => isPlain(one, depth - 1));
    return isObject(value) && Object.entries(value).every(([key, one]) => isPlain(key, 0) && isPlain(one, depth - 1));
  };
  const isMoment = (value) => {
    if (typeof value !== "string" || !MOMENT.test(value)) return false;
    const moment = new Date(value);
    return !Number.isNaN(moment.getTime()) && moment.toISOString() === value; // 30 February is none
  };

  const checks = {
    progress: (data) => {
      if (!STATES.includes(data.state)) return "Its state is none of to do, in progress, done and skipped.";
      if (!isText(data.title, TITLE_LENGTH)) return "Its title is too long.";
      return data.path == null || data.path === "" || isCode(data.path) ? "" : "Its path is no code.";
    },
    bookmark: (data) => {
      if (typeof data.on !== "boolean") return "It does not say whether the bookmark is set.";
      if (!isText(data.note, NOTE_LENGTH)) return "Its note is longer than 2,000 characters.";
      return isText(data.title, TITLE_LENGTH) ? "" : "Its title is too long.";
    },
    review: (data) => ([1, 2, 3, 4].includes(data.rating) && isObject(data.card) ? "" : "It is no rating of a card."),
    answer: (data) => (typeof data.right === "boolean" ? "" : "It does not say whether the answer was right."),
    interview: (data) => (isObject(data.marks) ? "" : "It has no marks."),
    undo: (data) => (typeof data.id === "string" && ID.test(data.id) ? "" : "It does not say what it takes back."),
    restart: (data) => (Array.isArray(data.codes) && data.codes.length <= CODES_RESTARTED && data.codes.every(isCode)
      ? "" : "It does not say which modules start again."),
  };

  const problem = (raw) => {
    if (!isObject(raw)) return "It is no event.";
    const { id, what, code = "", at, data } = raw;
    if (typeof id !== "string" || !ID.test(id)) return "Its id is not 22 letters, digits, - or _.";
    if (!KINDS.includes(what)) return "It says of nothing we know that it was done.";
    if (!(code === "" && WITHOUT_CODE.includes(what)) && !isCode(code)) return "Its code is not the code of an entry.";
    if (!isObject(data)) return "It has no data.";
    if (!isPlain(data, DATA_DEPTH)) return "Its data holds something that cannot be kept.";
    if (new TextEncoder().encode(JSON.stringify(data)).length > DATA_BYTES) return "Its data is larger than 4 KB.";
    const wrong = checks[what](data);
    if (wrong) return wrong;
    return isMoment(at) ? "" : "Its time is not written like 2026-11-21T08:50:12.345Z.";
  };

  // Only what belongs to an event; everything else somebody wrote into it is left out.
  const clean = ({ id, what, code = "", at, data }) => ({ id, what, code, at, data });

  // --- Merging: the union by id -------------------------------------------------------------------------

  // Of two versions of one event the earlier counts, so that a time the server has put right wins everywhere.
  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
    if (!isObject(value)) return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
  };
  const earlier = (one, other) => {
    if (one.at !== other.at) return one.at < other.at ? one : other;
    return canonical(one) <= canonical(other) ? one : other;
  };
  // Takes and returns a Map of events by id; `known` is not changed.
  const union = (known, more) => {
    const merged = new Map(known);
    for (const event of more) {
      const before = merged.get(event.id);
      merged.set(event.id, before ? earlier(before, event) : event);
    }
    return merged;
  };

  // From the future comes nothing: such events happened just now, one after another.
  const clamp = (events, now) => {
    const latest = new Date(now).toISOString();
    const late = inOrder(events).filter((event) => event.at > latest);
    const times = new Map(late.map((event, place) => [event.id, new Date(now - late.length + place + 1).toISOString()]));
    return events.map((event) => (times.has(event.id) ? { ...event, at: times.get(event.id) } : event));
  };

  const inOrder = (events) => [...events].sort((a, b) => (
    a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  ));

  // --- What follows from events --------------------------------------------------------------------------

  // states: code → {state, at, id, path, title} of the round under way; rounds: path → earlier rounds, each
  // {at, marks: code → the same}; bookmarks: code → {note, title, at, id}; cards: code → {card, rating, at, id};
  // answers: code → {right, at}, of quizzes and cards together.
  const fold = (events) => {
    const all = [...events];
    const undone = new Set(all.filter((event) => event.what === "undo").map((event) => event.data.id));
    const found = { states: new Map(), rounds: new Map(), bookmarks: new Map(), cards: new Map(), answers: new Map() };
    for (const { id, what, code, at, data } of inOrder(all)) {
      if (what === "undo" || undone.has(id)) continue;
      if (what === "progress") {
        found.states.set(code, { state: data.state, at, id, path: data.path || "", title: data.title || "" });
      } else if (what === "restart") {
        const marks = new Map();
        for (const one of data.codes) {
          if (found.states.has(one)) marks.set(one, found.states.get(one));
          found.states.delete(one);
        }
        if ([...marks.values()].some((mark) => mark.state !== "todo")) {
          found.rounds.set(code, [...(found.rounds.get(code) ?? []), { at, marks }]);
        }
      } else if (what === "bookmark") {
        if (data.on) found.bookmarks.set(code, { note: data.note || "", title: data.title || "", at, id });
        else found.bookmarks.delete(code);
      } else if (what === "review") {
        found.cards.set(code, { card: data.card, rating: data.rating, at, id });
        found.answers.set(code, { right: data.rating > 1, at });
      } else if (what === "answer") {
        found.answers.set(code, { right: data.right, at });
      }
    }
    return found;
  };

  const wrong = (folded) => [...folded.answers].filter(([, answer]) => !answer.right)
    .sort(([, a], [, b]) => (a.at < b.at ? 1 : -1)).map(([code]) => code);

  // Where somebody stands on a road. `modules` are the codes there are now, in order; `leadsTo` says what
  // retired codes were replaced by: a tick of what is gone counts for what took its place.
  const walk = (states, modules, leadsTo = new Map()) => {
    const marks = new Map();
    for (const [code, mark] of states) {
      const now = leadsTo.get(code) ?? code;
      if (now === code || !states.has(now)) {
        const other = marks.get(now);
        if (!other || other.at < mark.at) marks.set(now, now === code ? mark : { ...mark, as: code });
      }
    }
    const state = (code) => marks.get(code)?.state ?? "todo";
    const count = (wanted) => modules.filter((code) => state(code) === wanted).length;
    const begun = modules.filter((code) => state(code) === "doing").sort((a, b) => (marks.get(a).at < marks.get(b).at ? 1 : -1));
    const left = modules.filter((code) => state(code) === "todo");
    const [done, skipped] = [count("done"), count("skipped")];
    return {
      marks, state, done, skipped, total: modules.length,
      next: begun[0] ?? left[0] ?? null,
      finished: modules.length > 0 && done + skipped === modules.length,
      begun: modules.some((code) => state(code) !== "todo"),
    };
  };

  const log = { problem, clean, union, clamp, inOrder, fold, wrong, walk, canonical, isCode, isText };
  if (typeof module === "undefined") Object.assign(root.hub ??= {}, { log });
  else module.exports = log;
})(globalThis);
