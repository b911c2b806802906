// What a learner has before them today, reckoned from their log alone; and what is theirs of a filter.
(() => {
  const DAY = 24 * 3600e3;
  const AHEAD = 20 * 60e3; // a card that returns within this is not worth waiting for
  const REVIEW = 2; // the state of a card that has left the steps of learning
  const MOST_NAMED = 200; // codes in an address

  const midnight = (at) => new Date(at).setHours(0, 0, 0, 0);
  // Days differ in length twice a year, so the clock of the place counts them.
  const daysOn = (at, days) => { const day = new Date(midnight(at)); day.setDate(day.getDate() + days); return day.getTime(); };

  // The reviews that stand: those that were not taken back, oldest first.
  const standing = (events) => {
    const gone = new Set(events.filter((one) => one.what === "undo").map((one) => one.data.id));
    return events.filter((one) => one.what === "review" && !gone.has(one.id)).sort((a, b) => (a.at < b.at ? -1 : 1));
  };

  // Returns what is to be done with a deck now.
  //   codes: of the deck, in the order they are learnt · cards: Map code → {card, rating, at}
  //   settings: {fresh, most}: new cards a day, and cards again at most a day
  // → due, fresh and soon: codes of each sort · open: those ready now, in order · next · left: how many today ·
  //   rated: ratings today · later and spread: what a pause left for the days after · tomorrow · unseen
  const plan = ({ codes, cards, events, settings, now = Date.now(), extra = 0 }) => {
    const today = midnight(now);
    const tonight = daysOn(now, 1);
    const firsts = new Set();
    let begun = 0;
    const again = new Set();
    const seenToday = new Set();
    const deck = new Set(codes);
    let rated = 0;
    for (const one of standing(events)) {
      const isToday = Date.parse(one.at) >= today;
      if (isToday && deck.has(one.code)) rated += 1;
      if (!firsts.has(one.code)) {
        firsts.add(one.code);
        if (isToday) { begun += 1; seenToday.add(one.code); }
      } else if (isToday && !seenToday.has(one.code)) {
        seenToday.add(one.code);
        again.add(one.code);
      }
    }
    const dueAt = (code) => Date.parse(cards.get(code).card.due);
    const known = codes.filter((code) => cards.has(code)).sort((a, b) => dueAt(a) - dueAt(b));
    const inSteps = (code) => cards.get(code).card.state !== REVIEW;
    // Steps take minutes and belong to the session; the cap is for cards that return after days.
    const soon = known.filter((code) => inSteps(code) && dueAt(code) < tonight);
    const waiting = known.filter((code) => !inSteps(code) && dueAt(code) < tonight);
    const room = Math.max(0, settings.most - again.size);
    const due = waiting.slice(0, room);
    const later = waiting.slice(room);
    const unseen = codes.filter((code) => !cards.has(code));
    const fresh = unseen.slice(0, Math.max(0, settings.fresh + extra - begun));
    // What had to wait fills the following days, each to its cap; what returns then by itself comes on top.
    const spread = [];
    for (let from = 0; from < later.length; from += settings.most) spread.push(Math.min(settings.most, later.length - from));
    const afterTonight = daysOn(now, 2);
    const returning = known.filter((code) => dueAt(code) >= tonight && dueAt(code) < afterTonight).length;
    const tomorrow = Math.min(settings.most, returning + (spread[0] ?? 0));
    const ready = (code) => dueAt(code) <= now;
    const open = [...soon.filter(ready), ...due, ...fresh];
    const next = open[0] ?? soon.find((code) => dueAt(code) <= now + AHEAD);
    const left = new Set([...soon.filter((code) => dueAt(code) <= now + AHEAD), ...due, ...fresh]);
    return { due, fresh, soon, later, spread, open, next, left: left.size, rated, tomorrow, unseen: unseen.length - fresh.length };
  };

  const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

  // Says a pause in words; empty where nothing has piled up.
  const told = ({ due, later, spread }) => {
    if (!later.length) return "";
    const days = spread.length === 1 ? "tomorrow" : `over the next ${count(spread.length, "day")}`;
    const total = due.length + later.length;
    if (!due.length) return `You have done today’s share. ${count(later.length, "card")} that waited will follow ${days}.`;
    return `${count(total, "card")} are waiting. Today you get the ${due.length} that have waited longest; the other ${later.length} follow ${days}, so nothing piles up.`;
  };

  // The codes that are the learner's own in one of three ways.
  const mine = async (name) => {
    const learner = window.hub.learner;
    await learner.ready;
    if (name === "bookmarks") return [...(await learner.bookmarks()).keys()];
    if (name === "wrong") return [...(await learner.wrong())];
    const tonight = daysOn(Date.now(), 1);
    const cards = [...(await learner.cards())].filter(([, one]) => Date.parse(one.card.due) < tonight);
    return cards.sort((a, b) => Date.parse(a[1].card.due) - Date.parse(b[1].card.due)).map(([code]) => code);
  };

  const seed = () => [...crypto.getRandomValues(new Uint8Array(5))].map((one) => (one % 36).toString(36)).join("");

  Object.assign(window.hub, { practice: { plan, told, mine, standing, count, seed, midnight } });
  const { all } = window.hub;

  // What is the learner's own is known here alone: the choice appears, and is sent on as codes.
  if (!window.hub.learner) return;
  for (const field of all("[data-mine-field]")) field.hidden = false;
  // A set of one's own each time, unless the address already names one.
  const asked = new URLSearchParams(location.search);
  if (!asked.has("seed")) for (const field of all("input[data-seed]")) field.value = seed();
  for (const link of all("a[data-another]")) {
    const to = new URL(link.href);
    to.searchParams.set("seed", seed());
    link.href = to;
  }
  const chosen = asked.get("mine");
  if (!chosen || document.querySelector("[data-deck]")) return;
  const main = document.querySelector("main");
  main.setAttribute("aria-busy", "true");
  mine(chosen).then((codes) => {
    main.removeAttribute("aria-busy");
    asked.delete("mine");
    asked.delete("code");
    if (!codes.length) {
      const words = { bookmarks: "You have no bookmarks yet.", wrong: "You got nothing wrong lately.", due: "Nothing is due." }[chosen];
      const notice = document.createElement("div");
      notice.className = "notice asking";
      notice.append(Object.assign(document.createElement("p"), { textContent: `${words ?? ""} This is everything instead.` }));
      main.querySelector(".page-head").after(notice);
      return;
    }
    for (const code of codes.slice(0, MOST_NAMED)) asked.append("code", code);
    location.replace(`?${asked}`);
  });
})();
