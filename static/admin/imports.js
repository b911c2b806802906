// Imports: shows the page again once the background is done, and ticks all rows of a page.
(() => {
  const busy = document.querySelector("[data-busy]");
  if (busy) {
    const bar = busy.querySelector("progress");
    const ask = async () => {
      try {
        const answer = await fetch(busy.dataset.busy, { headers: { accept: "application/json" } });
        const found = await answer.json();
        if (!found.busy) return location.reload();
        if (found.state === "applying") {
          bar.max = found.total || 1;
          bar.value = found.done;
        }
      } catch {
        // Asked again below; the link to look again is there all the while.
      }
      setTimeout(ask, 2000);
    };
    setTimeout(ask, 1500);
  }
  const all = document.querySelector("[data-tick-all]");
  all?.addEventListener("change", () => {
    for (const box of document.querySelectorAll("input[name=row]:not(:disabled)")) box.checked = all.checked;
  });
})();
