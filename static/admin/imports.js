// Imports: what was chosen is listed before it is sent, progress is told, rows are ticked, a button acts once.
(() => {
  // --- Bringing in ----------------------------------------------------------------------------------

  const form = document.querySelector("[data-bring-in]");
  if (form) {
    const input = form.querySelector("input[type=file]");
    const text = form.querySelector("textarea[name=text]");
    const list = form.querySelector("[data-chosen]");
    const fault = form.querySelector("[data-fault]");
    const drop = form.querySelector("[data-drop]");
    const SHOWN = 30;
    const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

    const problem = () => {
      const files = [...input.files];
      const bytes = files.reduce((sum, one) => sum + one.size, 0);
      const { maxFiles, maxBytes, maxText } = form.dataset;
      if (files.length > maxFiles) return `${files.length} files are more than the ${maxFiles} that fit: put them into a zip archive.`;
      if (bytes > maxBytes) return `Together they have ${size(bytes)}; at most ${size(Number(maxBytes))} fit. Bring them in in parts.`;
      if (text.value.length > maxText) return `The text has ${text.value.length} characters; at most ${maxText} can be pasted. Put it into a file.`;
      return "";
    };
    const tell = () => {
      fault.textContent = problem();
      fault.hidden = !fault.textContent;
      return !fault.textContent;
    };
    const show = () => {
      const files = [...input.files];
      list.replaceChildren(
        ...files.slice(0, SHOWN).map((one) => {
          const item = document.createElement("li");
          const small = document.createElement("small");
          small.textContent = size(one.size);
          item.append(one.name, " ", small);
          return item;
        }),
      );
      if (files.length > SHOWN) list.append(Object.assign(document.createElement("li"), { textContent: `and ${files.length - SHOWN} more` }));
      tell();
    };

    // What is dropped may be folders, whose files are taken out.
    const filesOf = async (entry) => {
      if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
      const reader = entry.createReader();
      const found = [];
      for (;;) {
        const some = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (!some.length) return found;
        for (const one of some) if (!one.name.startsWith(".")) found.push(...(await filesOf(one)));
      }
    };
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", async (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
      const dropped = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...event.dataTransfer.files];
      const all = new DataTransfer();
      for (const one of [...input.files, ...dropped]) all.items.add(one);
      input.files = all.files;
      show();
    });
    input.addEventListener("change", show);
    text.addEventListener("input", tell);
    form.addEventListener("submit", (event) => {
      if (tell()) return;
      event.preventDefault();
      fault.scrollIntoView({ block: "center" });
    });
  }

  // --- Progress -------------------------------------------------------------------------------------

  const busy = document.querySelector("[data-busy]");
  if (busy) {
    const bar = busy.querySelector("progress");
    const words = busy.querySelector("[data-words]");
    const ask = async () => {
      try {
        const answer = await fetch(busy.dataset.busy, { headers: { accept: "application/json" } });
        const found = await answer.json();
        if (!found.busy) {
          location.reload();
          return;
        }
        if (words.textContent !== found.words) words.textContent = found.words;
        if (found.steps) {
          bar.max = found.steps;
          bar.value = found.done;
        }
      } catch {
        // Asked again below; the link to look again is there all the while.
      }
      setTimeout(ask, 1000);
    };
    setTimeout(ask, 700);
  }

  // --- Ticking --------------------------------------------------------------------------------------

  const table = document.querySelector("[data-table]");
  if (table) {
    const all = table.querySelector("[data-tick-all]");
    const boxes = [...table.querySelectorAll("input[name=row]")];
    const number = table.querySelector("[data-ticked]");
    const count = () => {
      const ticked = boxes.filter((one) => one.checked).length;
      if (number) number.textContent = ` (${ticked})`;
      if (all) {
        all.checked = ticked > 0 && ticked === boxes.length;
        all.indeterminate = ticked > 0 && ticked < boxes.length;
      }
    };
    let last = null;
    table.addEventListener("click", (event) => {
      const at = boxes.indexOf(event.target);
      if (at < 0) return;
      if (event.shiftKey && last !== null) {
        for (const one of boxes.slice(Math.min(at, last), Math.max(at, last) + 1)) one.checked = event.target.checked;
      }
      last = at;
    });
    table.addEventListener("change", (event) => {
      if (event.target === all) for (const one of boxes) one.checked = all.checked;
      if (event.target === all || event.target.name === "row") {
        const ticked = table.querySelector("input[name=which][value=ticked]");
        if (ticked) ticked.checked = true;
        count();
      }
    });
    count();
  }

  // --- A button acts once ---------------------------------------------------------------------------

  for (const one of document.querySelectorAll(".imports form")) {
    one.addEventListener("submit", (event) => {
      if (event.defaultPrevented || one.method !== "post") return;
      if (one.dataset.sent) {
        event.preventDefault();
        return;
      }
      one.dataset.sent = "yes";
      const button = event.submitter;
      if (button?.dataset.once) button.textContent = button.dataset.once;
    });
  }
  // Back from the next page, everything acts again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
