// Every public page. Progressive enhancement only: all pages work without this file.
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // One polite live region for short confirmations.
  const live = document.body.appendChild(document.createElement("p"));
  live.className = "visually-hidden";
  live.setAttribute("role", "status");
  let silence;
  const announce = (words) => {
    clearTimeout(silence);
    live.textContent = words;
    silence = setTimeout(() => { live.textContent = ""; }, 4000);
  };

  // Theme: the system's until the reader picks light or dark, and the system's again after that.
  const themes = ["system", "light", "dark"];
  const icons = { system: "theme", light: "sun", dark: "moon" };
  for (const button of all(".theme-toggle")) {
    const current = () => root.dataset.theme ?? "system";
    const show = () => {
      button.querySelector("span").textContent = `Theme: ${current()}`;
      button.querySelector("use").setAttribute("href", `#icon-${icons[current()]}`);
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = themes[(themes.indexOf(current()) + 1) % themes.length];
      if (next === "system") delete root.dataset.theme;
      else root.dataset.theme = next;
      try {
        if (next === "system") localStorage.removeItem("theme");
        else localStorage.setItem("theme", next);
      } catch {}
      show();
      announce(`Theme: ${next}`);
    });
    show();
  }

  // Copy buttons: a button names its text, or copies the code of its figure. Of a comparison that is
  // the result alone: its removed lines stand in the other figure.
  const textOf = (button) => {
    if (button.dataset.copy) return new URL(button.dataset.copy, location.href).href;
    const pre = button.closest("figure").querySelector("pre");
    const lines = all(":scope > code > :is(span, ins)", pre);
    return button.closest(".diff") ? lines.map((line) => line.textContent).join("\n") : pre.textContent;
  };
  for (const button of all("button.copy")) {
    if (!navigator.clipboard) break;
    const label = button.querySelector("span");
    const before = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(textOf(button)); } catch { return; }
      label.textContent = "Copied";
      announce("Copied to clipboard");
      button.dispatchEvent(new CustomEvent("copied", { bubbles: true }));
      setTimeout(() => { label.textContent = before; }, 2000);
    });
  }

  // Facets: open on wide screens, a disclosure on narrow ones; open where they are without a script.
  const wide = matchMedia("(min-width: 62rem)");
  const setFacets = () => all("details.facets").forEach((facets) => { facets.open = wide.matches; });
  wide.addEventListener("change", setFacets);
  setFacets();

  // The menu closes on Escape and when focus or a press goes elsewhere.
  for (const menu of all("details.site-menu")) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }

  window.hub = { all, announce };
})();
