// The search palette on every page: live offers, recent searches that never leave the browser.
// Without this file the link in the header leads to the search page, where the same box is a form.
(() => {
  const { all } = window.hub;
  const palette = document.querySelector("dialog.palette");
  if (!palette) return;
  const form = palette.querySelector("form");
  const field = palette.querySelector("textarea");
  const offers = palette.querySelector("[data-offers]");
  const recent = palette.querySelector("[data-recent]");
  const places = palette.querySelector("[data-places]");
  const status = palette.querySelector("[role=status]");

  const stored = (key, otherwise) => {
    try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; }
  };
  const store = (key, value) => {
    try {
      if (value === undefined) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
    } catch {}
  };

  // --- Recent searches: words only, in this browser only ---
  const MOST_RECENT = 8;
  const isPaste = (text) => text.includes("\n") || text.length > 120;
  const remember = (text) => {
    const words = text.trim();
    if (!words || isPaste(words) || stored("remember", true) === false) return;
    store("recent", [words, ...stored("recent", []).filter((one) => one !== words)].slice(0, MOST_RECENT));
  };

  const item = ({ text, detail, url }) => {
    const link = document.createElement("a");
    link.href = url;
    const name = link.appendChild(document.createElement("span"));
    name.textContent = text;
    if (detail) link.appendChild(document.createElement("small")).textContent = detail;
    const row = document.createElement("li");
    row.append(link);
    return row;
  };
  const searchFor = (text) => `${palette.dataset.search}?${new URLSearchParams({ q: text })}`;

  // What is shown depends on what is typed: offers for words, else recent searches and places.
  const show = (found) => {
    offers.replaceChildren(...(found ?? []).map(item));
    offers.hidden = !found?.length;
    const kept = found ? [] : stored("recent", []);
    recent.querySelector("ul").replaceChildren(...kept.map((text) => item({ text, url: searchFor(text) })));
    recent.hidden = !kept.length;
    if (places) places.hidden = Boolean(found);
  };

  // --- Live offers ---
  // What may be an error is never asked about: its text would stand in an address.
  const mayBeError = (text) => isPaste(text) || text.length > 60 || /: |[\\/]{2}|@\w+\./.test(text);
  const answers = new Map();
  let waiting, asking;
  const ask = async (text) => {
    asking?.abort();
    asking = new AbortController();
    if (!answers.has(text)) {
      const url = `${palette.dataset.suggest}?${new URLSearchParams({ q: text })}`;
      const answer = await fetch(url, { credentials: "omit", signal: asking.signal });
      if (!answer.ok) throw new Error(answer.status);
      answers.set(text, (await answer.json()).suggestions);
    }
    return answers.get(text);
  };
  const offer = async () => {
    const text = field.value.trim();
    if (text.length < 2 || mayBeError(text)) {
      asking?.abort();
      show(text.length > 1 ? [] : undefined);
      status.textContent = text.length > 1 ? "Press Enter to have this read." : "";
      return;
    }
    try {
      const found = await ask(text);
      if (field.value.trim() !== text) return;
      show(found);
      const count = found.length === 1 ? "1 suggestion" : `${found.length || "No"} suggestions`;
      status.textContent = `${count}. ${found.length ? "Arrow down to choose; " : ""}Enter searches.`;
    } catch (error) {
      if (error.name !== "AbortError") show([]);
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 120);
  });

  // --- Opening, moving, leaving ---
  const open = () => {
    if (palette.open) return;
    palette.showModal();
    field.select();
    offer();
  };
  const links = () => all("a", palette).filter((link) => link.checkVisibility());
  palette.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.matches("[type=checkbox], button")) return;
    const inText = event.target === field && field.value.includes("\n");
    if (inText) return; // the arrows move between the lines of what was pasted
    event.preventDefault();
    const stops = [field, ...links()];
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  });
  palette.addEventListener("click", (event) => {
    if (event.target === palette || event.target.closest("[data-close]")) palette.close();
  });
  for (const trigger of all("[data-palette]")) {
    trigger.setAttribute("aria-keyshortcuts", "Control+K");
    trigger.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  }
  form.addEventListener("submit", (event) => {
    if (!field.value.trim()) event.preventDefault();
    else if (!mayBeError(field.value)) remember(field.value);
  });

  // --- Settings: the single-key shortcut (WCAG 2.1.4) and the memory of searches ---
  const slash = palette.querySelector("[data-slash]");
  const keys = all("[data-palette] kbd");
  const setSlash = () => keys.forEach((key) => { key.hidden = !slash.checked; });
  slash.checked = stored("slash", true) !== false;
  slash.addEventListener("change", () => {
    store("slash", slash.checked ? undefined : false);
    setSlash();
  });
  setSlash();
  const remembers = palette.querySelector("[data-remember]");
  remembers.checked = stored("remember", true) !== false;
  remembers.addEventListener("change", () => {
    store("remember", remembers.checked ? undefined : false);
    if (!remembers.checked) forget();
  });
  const forget = () => {
    store("recent", undefined);
    recent.hidden = true;
    status.textContent = "Recent searches cleared.";
  };
  palette.querySelector("[data-forget]").addEventListener("click", () => {
    forget();
    field.focus();
  });

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const combination = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const single = event.key === "/" && !event.ctrlKey && !event.metaKey && slash.checked && !typing;
    if (!combination && !single) return;
    event.preventDefault();
    open();
  });

  // In every box Enter sends off one line; in several it makes another, and Ctrl-Enter sends them.
  for (const box of all(".ask textarea, .palette textarea")) {
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      if (box.value.includes("\n") && !event.ctrlKey && !event.metaKey && box !== field) return;
      event.preventDefault();
      if (box.value.trim()) box.form.requestSubmit();
    });
  }

  // A page of results is remembered, however one came to it.
  const searched = document.querySelector("[data-searched]")?.dataset.searched;
  if (searched && !mayBeError(searched)) remember(searched);
})();
