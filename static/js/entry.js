// Entry pages: tabs of files, the current place in the contents, counting without watching, thanks.
(() => {
  const { all, announce } = window.hub;

  // Tabs: stacked figures in HTML become a tab list.
  for (const group of all(".code-tabs")) {
    const panels = all(":scope > figure", group).map((figure) => {
      const panel = document.createElement("div");
      figure.replaceWith(panel);
      panel.append(figure);
      return panel;
    });
    const list = document.createElement("div");
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", group.dataset.label);
    const tabs = panels.map((panel, index) => {
      const tab = document.createElement("button");
      const id = `${group.id}-${index}`;
      tab.type = "button";
      tab.id = `${id}-tab`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", id);
      tab.textContent = panel.querySelector(".file").textContent;
      panel.id = id;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      list.append(tab);
      return tab;
    });
    const select = (index) => tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", i === index);
      tab.tabIndex = i === index ? 0 : -1;
      panels[i].hidden = i !== index;
    });
    list.addEventListener("click", (event) => {
      const index = tabs.indexOf(event.target);
      if (index >= 0) select(index);
    });
    list.addEventListener("keydown", (event) => {
      const now = tabs.indexOf(event.target);
      const target = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      const index = (target + tabs.length) % tabs.length;
      select(index);
      tabs[index].focus();
    });
    group.prepend(list);
    group.classList.add("ready");
    select(0);
  }

  // Contents: the part being read is the last one whose heading has passed the upper third.
  const links = new Map(all(".toc a").map((link) => [link.hash.slice(1), link]));
  const parts = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let waiting = false;
  const mark = () => {
    waiting = false;
    const passed = parts.filter((part) => part.getBoundingClientRect().top < innerHeight / 3);
    const current = (passed.at(-1) ?? parts[0])?.id;
    for (const [id, link] of links) {
      if (id === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  if (parts.length) {
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(mark);
    }, { passive: true });
    mark();
  }

  // Counting: a number at the server, no cookie and no identity. Once a page each.
  const sent = new Set();
  const send = async (url) => {
    if (sent.has(url)) return true;
    sent.add(url);
    try {
      const answer = await fetch(url, { method: "POST", credentials: "omit", keepalive: true });
      return answer.ok;
    } catch {
      sent.delete(url);
      return false;
    }
  };
  const seen = document.querySelector("[data-beacon]")?.dataset.beacon;
  const read = () => {
    if (!seen || document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", read);
    send(seen);
  };
  document.addEventListener("visibilitychange", read);
  read();

  // A copied file counts as a use.
  const used = document.querySelector("[data-copy-counts]");
  used?.addEventListener("copied", () => send(used.dataset.copyCounts));

  // "It helped" and "I used this" stay on the page and say thank you; without a script the form posts.
  for (const form of all("form.feedback")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("button");
      if (button.getAttribute("aria-disabled")) return;
      if (!(await send(form.action))) {
        announce("That could not be counted. Please try again later.");
        return;
      }
      button.setAttribute("aria-disabled", "true");
      button.querySelector("span").textContent = "Thank you";
      announce("Thank you");
    });
  }
})();
