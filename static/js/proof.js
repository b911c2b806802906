// Forms that ask for proof of work: the browser begins at once, and Send waits for it if need be.
// Without this file, or where a worker cannot run, waiting takes its place.
(() => {
  for (const field of document.querySelectorAll("input[data-proof]")) {
    const form = field.form;
    const part = (name) => form.querySelector(`[data-proof-${name}]`);
    const work = part("work"), wait = part("wait"), words = part("words"), bar = work?.querySelector("progress");
    const challenge = JSON.parse(field.dataset.proof);
    let pressed = null; // the button that was pressed meanwhile
    let worker;
    try { worker = new Worker(field.dataset.worker); } catch { continue; }

    const show = () => {
      if (wait) wait.hidden = true;
      if (work) work.hidden = false;
      if (words) words.textContent = pressed ? "Calculating. Then it is sent." : "Calculating.";
    };
    const giveUp = () => {
      worker.terminate();
      worker = null;
      if (wait) wait.hidden = false;
      if (work) work.hidden = true;
      if (pressed) form.requestSubmit(pressed);
    };
    const finish = (number) => {
      const { algorithm, challenge: wanted, salt, signature } = challenge;
      field.value = btoa(JSON.stringify({ algorithm, challenge: wanted, number, salt, signature }));
      worker.terminate();
      worker = null;
      if (bar) bar.value = 100;
      if (words) words.textContent = pressed ? "Done. Sending." : "Done. You can send it now.";
      if (pressed) form.requestSubmit(pressed);
    };
    worker.onerror = giveUp;
    worker.onmessage = ({ data }) => {
      if (data.number === null) giveUp();
      else if (data.number !== undefined) finish(data.number);
      else if (bar) bar.value = Math.round(data.progress * 100);
    };
    form.addEventListener("submit", (event) => {
      const isPreview = event.submitter?.value === "preview" || event.submitter?.hasAttribute("formaction");
      if (!worker || isPreview) return;
      event.preventDefault();
      pressed = event.submitter;
      show();
    });
    if (wait) {
      show();
      wait.closest(".gate-asks").focus();
    }
    worker.postMessage(challenge);
  }
})();
