// Bookmarks with notes: the small control on the page of any entry, and the page that lists them.
(() => {
  const { all, announce, learner } = window.hub;
  const day = (at) => new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

  // --- The control of an entry: a bookmark, its note, and whether the entry was read -----------------------

  const wake = (control) => {
    const { code, title } = control.dataset;
    const part = (name) => control.querySelector(`[data-mark="${name}"]`);
    const [toggle, read, form] = [part("bookmark"), part("read"), part("note")];
    const field = form.querySelector("textarea");
    const name = title.slice(0, 255);
    let note = "";

    const show = () => {
      const mark = learner.bookmarks().get(code);
      toggle.setAttribute("aria-pressed", Boolean(mark));
      toggle.querySelector("span").textContent = mark ? "Bookmarked" : "Bookmark";
      if (mark && field.value === note) field.value = mark.note;
      if (mark) note = mark.note;
      form.hidden = !mark;
      const isRead = learner.state(code) === "done";
      read.setAttribute("aria-pressed", isRead);
      read.querySelector("span").textContent = isRead ? "Read" : "Mark as read";
    };
    toggle.addEventListener("click", () => {
      const on = !learner.bookmarks().has(code);
      learner.add("bookmark", code, on ? { on, note, title: name } : { on });
      announce(on ? "Bookmarked" : "Bookmark removed");
      show();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      note = field.value.trim();
      learner.add("bookmark", code, { on: true, note, title: name });
      announce("Note saved");
      show();
    });
    read.addEventListener("click", () => {
      const isRead = learner.state(code) === "done";
      learner.add("progress", code, { state: isRead ? "todo" : "done", title: name });
      announce(isRead ? "Not read yet" : "Read");
      show();
    });
    read.hidden = Boolean(document.querySelector(".finish[data-module], .resume[data-path]")); // they have states
    learner.onchange(show);
    show();
    control.hidden = false;
  };

  // --- The list -----------------------------------------------------------------------------------------

  const showList = (list) => {
    const template = document.getElementById("bookmark-row");
    const empty = document.querySelector("[data-empty]");
    const count = document.querySelector("[data-count]");
    const rows = new Map(); // code → its row, kept so that what somebody types is not lost
    let entries = {};

    const describe = (row, code, mark) => {
      const now = entries[code];
      const part = (name) => row.querySelector(`[data-part="${name}"]`);
      const title = now?.title || mark.title || code;
      const readable = !now || now.is === "here" || now.is === "moved";
      const name = Object.assign(document.createElement(readable ? "a" : "span"), { textContent: title });
      if (readable) name.href = now?.url ?? `/e/${code}/`;
      part("title").replaceChildren(name);
      part("code").textContent = code;
      part("kind").textContent = now?.kind ?? "";
      part("kind").hidden = !now?.kind;
      part("day").textContent = day(mark.at);
      part("state").hidden = !now || now.is === "here";
      part("state").textContent = {
        moved: `It was replaced: the link leads to ${now?.to}, which took its place.`,
        gone: "This entry is gone. Your note stays until you remove it.",
        away: "This entry cannot be read at the moment.",
      }[now?.is] ?? "";
      part("note").textContent = mark.note;
      part("note").hidden = !mark.note;
      part("edit").textContent = mark.note ? "Change note" : "Add a note";
      for (const button of row.querySelectorAll("button")) button.setAttribute("aria-describedby", part("title").id);
    };

    const makeRow = (code) => {
      const row = template.content.firstElementChild.cloneNode(true);
      const part = (name) => row.querySelector(`[data-part="${name}"]`);
      const form = part("form");
      const field = form.querySelector("textarea");
      part("title").id = `bookmark-${code}`;
      field.id = `note-${code}`;
      form.querySelector("label").htmlFor = field.id;
      const mark = () => learner.bookmarks().get(code);
      const close = () => {
        form.hidden = true;
        part("edit").focus();
      };
      part("edit").addEventListener("click", () => {
        form.hidden = !form.hidden;
        field.value = mark().note;
        if (!form.hidden) field.focus();
      });
      part("cancel").addEventListener("click", close);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        learner.add("bookmark", code, { on: true, note: field.value.trim(), title: mark().title });
        announce("Note saved");
        close();
      });
      part("remove").addEventListener("click", () => {
        const removed = learner.add("bookmark", code, { on: false });
        const notice = document.querySelector("[data-removed]");
        notice.querySelector("span").textContent = `The bookmark of ${part("title").textContent} is removed.`;
        notice.hidden = false;
        notice.querySelector("button").onclick = () => {
          learner.add("undo", code, { id: removed.id });
          notice.hidden = true;
          document.getElementById("main").focus();
        };
        notice.querySelector("button").focus();
        announce("Bookmark removed");
      });
      return row;
    };

    const show = () => {
      const marks = [...learner.bookmarks()].sort(([, a], [, b]) => (a.at < b.at ? 1 : -1));
      for (const [code, row] of rows) if (!learner.bookmarks().has(code)) { row.remove(); rows.delete(code); }
      for (const [code, mark] of marks) {
        if (!rows.has(code)) rows.set(code, makeRow(code));
        describe(rows.get(code), code, mark);
      }
      const order = marks.map(([code]) => rows.get(code));
      // A row that is where it should be is not touched: whoever types in it goes on.
      if (order.some((row, index) => list.children[index] !== row)) list.replaceChildren(...order);
      count.textContent = marks.length === 1 ? "1 bookmark" : `${marks.length} bookmarks`;
      empty.hidden = marks.length > 0;
      for (const part of all("[data-with-bookmarks]")) part.hidden = !marks.length;
    };

    const lookUp = async () => {
      const missing = [...learner.bookmarks().keys()].filter((code) => !(code in entries));
      if (!missing.length) return;
      entries = { ...entries, ...Object.fromEntries(missing.map((code) => [code, undefined])), ...(await learner.lookUp(missing)).entries };
      show();
    };
    learner.onchange(() => { show(); lookUp(); });
    show();
    lookUp();
  };

  learner.ready.then(() => {
    for (const control of all(".own-mark[data-code]")) wake(control);
    const list = document.querySelector("[data-bookmarks]");
    if (list) showList(list);
  });
})();
