// The forms by which entries are sent. All of them work without this file: it keeps a draft in this browser,
// adds rows, and shows the preview without leaving the page.
(() => {
  const forms = document.querySelectorAll("form.contribute");

  // Storage may be switched off or full; then nothing is kept and nothing breaks.
  const store = {
    read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    write(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch {} },
    remove(key) { try { localStorage.removeItem(key); } catch {} },
    keys() { try { return Object.keys(localStorage).filter((key) => key.startsWith("draft:")); } catch { return []; } },
  };

  // The page of what was sent: its draft is not needed any more.
  if (document.querySelector("[data-received]")) {
    for (const key of store.keys()) if (store.read(key)?.sent) store.remove(key);
  }

  // --- Rows: a list's inputs end with an empty one; a button adds more -------------------------------

  const addRow = (list) => {
    const rows = list.querySelectorAll("[data-row]");
    const last = rows[rows.length - 1];
    const row = last.cloneNode(true);
    for (const said of row.querySelectorAll(".redaction-notice")) said.remove();
    const [before, after] = [`${list.dataset.rows}-${rows.length - 1}`, `${list.dataset.rows}-${rows.length}`];
    for (const part of [row, ...row.querySelectorAll("*")]) {
      for (const name of ["id", "name", "for"]) {
        if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(before, after));
      }
      if (part.hasAttribute("data-number")) part.textContent = rows.length + 1;
      if ("checked" in part) part.checked = false;
      if ("value" in part && part.type !== "checkbox") part.value = "";
    }
    last.after(row);
    return row;
  };
  for (const list of document.querySelectorAll("[data-rows]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small add-row";
    button.textContent = `Add another ${list.dataset.one.toLowerCase()}`;
    button.addEventListener("click", () => addRow(list).querySelector("textarea, input, select").focus());
    list.append(button);
  }

  // --- Draft: what is typed about the entry, never who types it ----------------------------------------

  const drafted = (form) => [...form.querySelectorAll('[data-drafted] :is(input:not([type="radio"], [name="variant_of"]), textarea, select)')];
  const valueOf = (input) => (input.type === "checkbox" ? input.checked : input.value);
  const setValue = (input, value) => {
    if (input.type === "checkbox") input.checked = value;
    else input.value = value;
  };
  const restore = (form, draft) => {
    for (const [name, value] of draft.values) {
      const list = [...form.querySelectorAll("[data-rows]")].find((one) => name.startsWith(`${one.dataset.rows}-`));
      for (let more = 0; list && !form.elements[name] && more < 50; more += 1) addRow(list);
      const input = form.elements[name];
      if (!(input instanceof Element)) continue;
      setValue(input, value);
      if (value) input.closest("details")?.setAttribute("open", "");
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const tell = (form, words, name, action) => {
    const notice = document.createElement("div");
    notice.className = "notice asking draft-notice";
    notice.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = words;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = name;
    button.addEventListener("click", () => { action(); notice.remove(); });
    notice.append(text, button);
    form.prepend(notice);
  };
  const keepDraft = (form) => {
    const key = `draft:${form.dataset.draft}`;
    const version = form.dataset.version ?? "";
    const isAnswer = "answered" in form.dataset; // the page shows what was sent: that is the draft
    const shown = drafted(form).map((input) => [input.name, valueOf(input)]);
    const draft = store.read(key);
    let timer;
    const save = () => {
      const values = drafted(form).map((input) => [input.name, valueOf(input)]);
      if (!isAnswer && JSON.stringify(values) === JSON.stringify(shown)) store.remove(key);
      else store.write(key, { at: Date.now(), version, values });
    };
    const discard = () => {
      restore(form, { values: [...drafted(form).map((input) => [input.name, ""]), ...shown] });
      clearTimeout(timer);
      store.remove(key);
    };
    if (draft && !isAnswer) {
      const when = new Date(draft.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
      if (draft.sent || draft.version !== version || "filled" in form.dataset) {
        tell(form, `There is a draft of ${when} in this browser.`, "Use the draft", () => restore(form, draft));
      } else {
        restore(form, draft);
        tell(form, `Your draft of ${when} is back. It was kept in this browser only.`, "Discard it", discard);
      }
    }
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 500); });
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      save();
      const kept = store.read(key);
      if (kept && event.submitter?.value === "send") store.write(key, { ...kept, sent: true });
    });
  };

  // --- Preview -------------------------------------------------------------------------------------------

  const previewOf = (form) => {
    const place = form.querySelector("[data-preview-here]");
    let timer, asked, leaving = false;
    const load = async () => {
      asked?.abort();
      asked = new AbortController();
      const body = new FormData(form);
      body.set("action", "preview");
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body, signal: asked.signal });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...page.querySelector("[data-preview-here]").childNodes);
    };
    form.addEventListener("submit", async (event) => {
      if (leaving || event.submitter?.value !== "preview") return;
      event.preventDefault();
      try {
        await load();
        place.querySelector("[tabindex]")?.focus();
      } catch (error) {
        if (error.name === "AbortError") return;
        leaving = true;
        form.requestSubmit(event.submitter);
      }
    });
    form.addEventListener("input", () => {
      if (!place.children.length) return;
      clearTimeout(timer);
      timer = setTimeout(() => load().catch(() => {}), 1000);
    });
  };

  // What is wrong, or asked for, is read first.
  const first = document.querySelector(".error-summary, .secrets, .gate-asks");
  if (first) {
    first.tabIndex = -1;
    first.focus();
  }

  for (const form of forms) {
    if (form.dataset.draft) keepDraft(form);
    if (form.querySelector("[data-preview-here]")) previewOf(form);
  }
})();
