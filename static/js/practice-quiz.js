// A quiz one question at a time: a verdict at once, the reasons, and at the end what went wrong.
(() => {
  const { all, announce, learner, practice } = window.hub;
  const quiz = document.querySelector("section.quiz");
  if (!quiz) return;
  const summary = document.querySelector("section.summary");
  const questions = all(".quiz-question", quiz);
  const progress = quiz.querySelector("[data-progress]");
  const mistakes = [];
  let right = 0;
  let at = 0;

  const show = (index) => {
    at = index;
    questions.forEach((one, place) => { one.hidden = place !== index; });
    progress.querySelector("label").textContent = `Question ${index + 1} of ${questions.length}`;
    progress.querySelector("progress").value = index;
  };

  const check = (question, isLast) => {
    const chosen = all("input:checked", question).map((one) => Number(one.value));
    if (!chosen.length) { announce("Choose an answer first."); return; }
    const wanted = question.dataset.right.split(" ").map(Number);
    const isRight = chosen.length === wanted.length && chosen.every((one) => wanted.includes(one));
    for (const input of all("input", question)) {
      input.disabled = true;
      const label = input.closest("label");
      if (wanted.includes(Number(input.value))) label.classList.add("is-right");
      else if (input.checked) label.classList.add("is-wrong");
    }
    const verdict = document.createElement("p");
    verdict.className = `verdict said ${isRight ? "right" : "wrong"}`;
    verdict.textContent = isRight ? "Right." : `Not quite. Right: ${wanted.map((one) => String.fromCharCode(65 + one)).join(", ")}.`;
    const details = question.querySelector("details");
    details.before(verdict);
    details.open = true;
    question.querySelector(".quiz-check").hidden = true;
    question.querySelector(".quiz-next").hidden = false;
    question.querySelector("[data-next]").focus({ preventScroll: true });
    if (isRight) right += 1;
    else mistakes.push(question);
    announce(verdict.textContent);
    learner?.ready?.then(() => learner.add("answer", question.dataset.code, { right: isRight, chosen }));
    if (isLast) progress.querySelector("progress").value = questions.length;
  };

  const sumUp = () => {
    quiz.hidden = true;
    summary.hidden = false;
    summary.querySelector("[data-words]").textContent = `${right} of ${questions.length} right.${right === questions.length ? " Nothing to look at again." : ""}`;
    const holder = summary.querySelector(".mistakes");
    for (const one of mistakes) {
      one.hidden = false;
      one.querySelector(".quiz-next").hidden = true;
      holder.append(one);
    }
    summary.querySelector("[data-mistakes]").hidden = !mistakes.length;
    const again = summary.querySelector("[data-wrong]");
    again.hidden = !mistakes.length;
    again.href = `${again.pathname}?${new URLSearchParams(mistakes.map((one) => ["code", one.dataset.code]))}`;
    summary.focus();
  };

  questions.forEach((question, index) => {
    const isLast = index === questions.length - 1;
    question.querySelector("details").hidden = true;
    question.querySelector(".quiz-check").hidden = false;
    question.querySelector("[data-check]").addEventListener("click", () => {
      question.querySelector("details").hidden = !all("input:checked", question).length;
      check(question, isLast);
    });
    question.querySelector("[data-next]").addEventListener("click", () => {
      if (isLast) { sumUp(); return; }
      show(index + 1);
      questions[index + 1].querySelector("h3").focus();
    });
  });
  progress.hidden = false;
  show(0);
  // On paper every question is there again.
  addEventListener("beforeprint", () => { for (const one of questions) one.hidden = false; });
  addEventListener("afterprint", () => { if (!quiz.hidden) show(at); });
})();
