// A mock interview: one question at a time with a clock that nothing depends on, marks, and a summary by topic.
// Alone, the answers are fetched when asked for; a candidate's page has none; an interviewer's has them all.
(() => {
  const { all, announce, learner, practice } = window.hub;

  // Earlier interviews, beside the form.
  const recent = document.querySelector("[data-earlier]");
  if (recent && learner) {
    learner.ready.then(() => learner.events()).then((events) => {
      const gone = new Set(events.filter((one) => one.what === "undo").map((one) => one.data.id));
      const held = events.filter((one) => one.what === "interview" && !gone.has(one.id)).slice(-5).reverse();
      recent.hidden = !held.length;
      recent.querySelector("tbody").replaceChildren(...held.map((one) => {
        const row = document.createElement("tr");
        const head = Object.assign(document.createElement("th"), { scope: "row", textContent: new Date(one.at).toLocaleDateString() });
        const marks = Object.values(one.data.marks);
        row.append(head, Object.assign(document.createElement("td"), { textContent: `${marks.filter((mark) => mark >= 2).length} of ${one.data.codes.length}` }));
        return row;
      }));
    });
  }

  const interview = document.querySelector("section.interview");
  if (!interview) return;
  const role = interview.dataset.role;
  const questions = all(".interview-question", interview);
  const summary = document.querySelector("section.summary");
  const steps = interview.querySelector("[data-steps]");
  const began = Date.now();
  let at = 0;
  if (!questions.length) return;
  steps.hidden = false;

  // --- The clock ------------------------------------------------------------------------------------
  const clock = interview.querySelector("[data-clock]");
  const minutes = Number(clock.dataset.minutes);
  const left = clock.querySelector("[data-left]");
  const pause = clock.querySelector("[data-pause]");
  const times = questions.map(() => minutes * 60);
  const told = new Set();
  // Whoever practises alone has just pressed Start; two people begin when both are there.
  let ticking = minutes > 0 && role === "alone";
  if (minutes && !ticking) pause.textContent = "Start the clock";
  const draw = () => {
    const seconds = times[at];
    const size = Math.abs(seconds);
    left.textContent = `${seconds < 0 ? "over by " : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
    clock.classList.toggle("over", seconds < 0);
  };
  const once = (name, words) => { if (!told.has(`${at} ${name}`)) { told.add(`${at} ${name}`); announce(words); } };
  let last = Date.now();
  const tick = () => {
    // Timers sleep in hidden tabs; the time that has passed is what counts.
    const passed = Math.floor((Date.now() - last) / 1000);
    if (passed < 1) return;
    last += passed * 1000;
    if (!ticking || interview.hidden) return;
    times[at] -= passed;
    if (times[at] <= 0) once("over", "Time is up. Take the time you need.");
    else if (times[at] <= 60 && minutes > 1) once("minute", "One minute left");
    draw();
  };
  if (minutes) {
    clock.hidden = false;
    draw();
    setInterval(tick, 250);
    pause.addEventListener("click", () => {
      ticking = !ticking;
      pause.textContent = ticking ? "Pause" : "Go on";
      announce(ticking ? "The clock runs" : "The clock is paused");
    });
    clock.querySelector("[data-minute]").addEventListener("click", () => { times[at] += 60; draw(); announce("One minute more"); });
    clock.querySelector("[data-off]").addEventListener("click", () => { ticking = false; clock.hidden = true; announce("No clock"); });
  }

  // --- One at a time --------------------------------------------------------------------------------
  const next = steps.querySelector("[data-next]");
  const previous = steps.querySelector("[data-previous]");
  const show = (index, { focus = true } = {}) => {
    at = index;
    questions.forEach((one, place) => { one.hidden = place !== index; });
    previous.disabled = index === 0;
    next.hidden = role === "candidate" && index === questions.length - 1;
    next.textContent = index === questions.length - 1 ? "See how it went" : "Next question";
    if (minutes) draw();
    if (focus) questions[index].querySelector("h2").focus();
  };
  if (role !== "interviewer") {
    next.addEventListener("click", () => { if (at === questions.length - 1) sumUp(); else show(at + 1); });
    previous.addEventListener("click", () => show(at - 1));
    show(0, { focus: false });
  }
  steps.querySelector("[data-finish]")?.addEventListener("click", () => sumUp());

  // --- Answers and marks ----------------------------------------------------------------------------
  for (const question of role === "alone" ? questions : []) {
    const link = question.querySelector("[data-answer]");
    const holder = question.querySelector("[data-rubric]");
    link.setAttribute("role", "button");
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      if (link.getAttribute("aria-disabled")) return;
      link.setAttribute("aria-disabled", "true");
      try {
        const response = await fetch(link.dataset.answer, { credentials: "omit" });
        if (!response.ok) throw new Error();
        holder.innerHTML = await response.text(); // rendered and made safe by this site
      } catch {
        link.removeAttribute("aria-disabled");
        announce("The answer could not be fetched. Please try again.");
        return;
      }
      holder.hidden = false;
      link.closest("p").hidden = true;
      question.querySelector("[data-marks]").hidden = false;
      holder.focus();
    });
    link.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); link.click(); } });
  }
  if (role === "interviewer") for (const one of all("[data-marks]", interview)) one.hidden = false;

  const mark = (question) => {
    const chosen = question.querySelector("[data-marks] input:checked");
    return chosen ? Number(chosen.value) : undefined;
  };
  const cell = (name, ...content) => { const one = document.createElement(name); one.append(...content); return one; };
  const to = (href, words) => Object.assign(document.createElement("a"), { href, textContent: words });

  function sumUp() {
    const marked = questions.filter((one) => mark(one) !== undefined);
    const topics = Map.groupBy ? Map.groupBy(marked, (one) => one.dataset.topic) : marked.reduce((found, one) => found.set(one.dataset.topic, [...(found.get(one.dataset.topic) ?? []), one]), new Map());
    const rows = [...topics].map(([topic, group]) => {
      const got = group.reduce((sum, one) => sum + mark(one), 0);
      return { topic, group, share: got / (3 * group.length), got };
    }).sort((a, b) => a.share - b.share);
    const body = summary.querySelector("[data-topics]");
    summary.querySelector(".table-scroll").hidden = !rows.length;
    body.replaceChildren(...rows.map(({ topic, group, share, got }) => {
      const name = share >= 2 / 3 ? "strong" : share < 1 / 2 ? "weak" : "fair";
      const head = Object.assign(cell("th", topic), { scope: "row" });
      const reading = cell("ul", ...group.filter((one) => mark(one) < 2).map((one) => cell("li", to(`/e/${one.dataset.code}/`, one.dataset.title))));
      if (share < 2 / 3) reading.append(cell("li", to(`/practice/?${group[0].dataset.topicQuery}`, `More on ${topic}`)));
      return cell("tr", head, cell("td", `${got} of ${3 * group.length}, ${name}`), cell("td", reading));
    }));
    const good = marked.filter((one) => mark(one) >= 2).length;
    const strong = rows.filter((row) => row.share >= 2 / 3).map((row) => row.topic);
    const weak = rows.filter((row) => row.share < 1 / 2).map((row) => row.topic);
    const words = [marked.length ? `${good} of ${marked.length} answered well.` : "No answer was marked."];
    if (strong.length) words.push(`Strong: ${strong.join(", ")}.`);
    if (weak.length) words.push(`Weak: ${weak.join(", ")}.`);
    summary.querySelector("[data-words]").textContent = words.join(" ");
    const poor = questions.filter((one) => (mark(one) ?? 3) < 2).map((one) => one.dataset.code);
    const cards = summary.querySelector("[data-cards]");
    cards.hidden = !poor.length;
    cards.href = `${cards.pathname}?${new URLSearchParams(poor.map((code) => ["code", code]))}`;
    if (role === "alone") {
      interview.hidden = true;
      if (marked.length) record();
    }
    summary.hidden = false;
    summary.focus();
  }

  let recorded = false;
  function record() {
    if (recorded || !learner) return;
    recorded = true;
    const codes = questions.map((one) => one.dataset.code);
    const marks = Object.fromEntries(questions.filter((one) => mark(one) !== undefined).map((one) => [one.dataset.code, mark(one)]));
    const took = Math.max(1, Math.round((Date.now() - began) / 60e3));
    learner.ready.then(() => learner.add("interview", codes[0], { seed: interview.dataset.seedUsed, codes, marks, minutes: took }));
  }
})();
