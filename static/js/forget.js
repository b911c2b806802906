// Signing out where others use the browser too: what it keeps of somebody's learning goes with them.
(() => {
  const { learner } = window.hub;
  const PATIENCE = 3000; // milliseconds to carry what the account lacks

  for (const offer of document.querySelectorAll("[data-forget-learning]")) {
    const form = offer.closest("form");
    let ready = false;
    learner.ready.then(() => { offer.hidden = !learner.kept; });
    form.addEventListener("submit", async (event) => {
      if (ready || !offer.querySelector("input").checked) return;
      event.preventDefault();
      await Promise.race([learner.sync(), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);
      await learner.forget();
      ready = true;
      form.requestSubmit(event.submitter);
    });
  }
})();
