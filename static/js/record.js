// The record of a path: enters what this browser knows of it, for every round, with what is no longer there.
(() => {
  const { all, learner, log } = window.hub;
  const WORDS = { todo: "To do", doing: "In progress", done: "Done", skipped: "Skipped" };
  const record = document.querySelector("[data-record]");
  const path = record.dataset.record;
  const names = [path, record.dataset.before].filter(Boolean);
  const rows = all("tr[data-code]", record);
  const modules = rows.map((row) => row.dataset.code);
  const day = (at) => new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  let entries = {};

  const isOfPath = ([code, mark]) => names.some((name) => mark.path === name || code.startsWith(`${name}-`));
  const titleOf = (code, mark) => mark.title || entries[code]?.title || code;

  const table = (heading, about, marks) => {
    const section = document.getElementById("round").content.firstElementChild.cloneNode(true);
    section.querySelector("h2").textContent = heading;
    section.querySelector('[role="region"]').setAttribute("aria-label", `Table: ${heading}`);
    const hint = section.querySelector("p");
    hint.textContent = about;
    hint.hidden = !about;
    for (const [code, mark] of marks) {
      const row = section.querySelector("tbody").insertRow();
      const name = Object.assign(document.createElement("th"), { scope: "row", textContent: `${titleOf(code, mark)} ` });
      name.append(Object.assign(document.createElement("small"), { className: "code", textContent: code }));
      row.append(name);
      row.insertCell().textContent = WORDS[mark.state];
      row.insertCell().textContent = day(mark.at);
    }
    return section;
  };
  const byDay = (marks) => [...marks].filter(([, mark]) => mark.state !== "todo").sort(([, a], [, b]) => (a.at < b.at ? -1 : 1));

  const show = () => {
    const states = learner.states();
    const leadsTo = learner.successorsIn(entries);
    const walk = log.walk(states, modules, leadsTo);
    for (const row of rows) {
      const state = walk.state(row.dataset.code);
      const mark = walk.marks.get(row.dataset.code);
      row.querySelector("[data-state]").textContent = WORDS[state] + (mark?.as ? ` as ${mark.as}` : "");
      row.querySelector("[data-day]").textContent = mark && state !== "todo" ? day(mark.at) : "";
    }
    const gone = byDay([...states].filter(([code, mark]) => (
      !modules.includes(code) && !modules.includes(leadsTo.get(code)) && isOfPath([code, mark])
    )));
    const rounds = names.flatMap((name) => learner.rounds().get(name) ?? []).sort((a, b) => (a.at < b.at ? -1 : 1));
    const parts = gone.length ? [table("No longer on this path", "", gone)] : [];
    rounds.forEach((round, index) => parts.push(table(`Round ${index + 1}`, `Ended on ${day(round.at)}, when it was started again.`, byDay(round.marks))));
    record.querySelector("[data-earlier]").replaceChildren(...parts);

    const dates = modules.map((code) => walk.marks.get(code)).filter((mark) => mark && mark.state !== "todo").map((mark) => mark.at).sort();
    const tally = [];
    if (modules.length) tally.push(`${walk.done} of ${walk.total} modules done${walk.skipped ? `, ${walk.skipped} skipped` : ""}.`);
    if (walk.finished) tally.push(`Finished on ${day(dates.at(-1))}, begun on ${day(dates[0])}.`);
    if (rounds.length) tally.push(rounds.length === 1 ? "One round before this one." : `${rounds.length} rounds before this one.`);
    if (!modules.length && !gone.length && !rounds.length) tally.push("This browser knows of nothing done on it.");
    record.querySelector("[data-tally]").textContent = tally.join(" ");
    record.querySelector("[data-made]").textContent = `Made on ${day(new Date())} at ${location.origin}.`;
    for (const part of all("[data-filled]", record)) part.hidden = false;
  };

  record.querySelector("[data-print]").addEventListener("click", () => print());
  learner.ready.then(async () => {
    show();
    learner.onchange(show);
    const lost = [...learner.states()].filter(isOfPath).map(([code]) => code).filter((code) => !modules.includes(code));
    if (!lost.length) return;
    ({ entries } = await learner.lookUp(lost));
    show();
  });
})();
