// The review page: ready texts fill the reason, the frame is as high as what it shows, single keys lead about.
(() => {
  const page = document.querySelector("[data-desk]");
  if (!page) return;

  // --- Ready texts ----------------------------------------------------------------------------------

  for (const form of page.querySelectorAll("[data-desk-reason]")) {
    const choice = form.elements.template;
    const text = form.elements.reason;
    choice.addEventListener("change", () => {
      const ready = choice.selectedOptions[0]?.dataset.text;
      if (!ready) return;
      text.value = text.value.trim() ? `${text.value.trim()}\n\n${ready}` : ready;
      choice.value = ""; // it stands in the text now and is not to be added again
      text.focus();
    });
  }

  // --- The frame ------------------------------------------------------------------------------------

  const frame = page.querySelector("[data-desk-frame]");
  const fit = () => {
    const body = frame.contentDocument?.body;
    if (body) frame.style.height = `${body.offsetHeight + 16}px`;
  };
  frame.addEventListener("load", fit);
  addEventListener("resize", fit);
  fit();

  // --- Single keys ----------------------------------------------------------------------------------

  const bar = page.querySelector("[data-desk-keys]");
  const on = bar.querySelector("[data-desk-keys-on]");
  const list = page.querySelector("[data-desk-keys-list]");
  const show = bar.querySelector("[data-desk-keys-show]");
  const STORED = "hub-desk-keys";

  const toggleList = () => {
    list.hidden = !list.hidden;
    show.setAttribute("aria-expanded", String(!list.hidden));
    if (!list.hidden) {
      list.focus();
    }
  };

  try {
    on.checked = localStorage.getItem(STORED) !== "off";
  } catch {
    // no storage: the keys work until they are switched off on this page
  }
  on.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, on.checked ? "on" : "off");
    } catch {
      // as above
    }
  });
  show.addEventListener("click", toggleList);
  bar.hidden = false;

  const inField = (target) =>
    target instanceof Element && (target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog") !== null);

  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (inField(event.target)) return;
    if (event.key === "?") {
      event.preventDefault();
      event.stopPropagation();
      toggleList();
      return;
    }
    const target = [...page.querySelectorAll("[data-desk-key]")].find((one) => one.dataset.deskKey === event.key);
    if (!target) return;
    event.preventDefault();
    if (target instanceof HTMLAnchorElement) {
      target.click();
      return;
    }
    target.scrollIntoView({ block: "center" });
    target.focus();
  }, true);
})();
