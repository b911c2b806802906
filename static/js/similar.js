// While somebody writes an entry: what is like it already, asked for after a pause, shown below the title
// and said politely. Without this file the preview shows the same.
(() => {
  const section = document.querySelector("[data-similar]");
  const form = section?.closest("form");
  if (!form) return;
  const rows = section.querySelector("[data-similar-rows]");
  const said = form.querySelector("[data-similar-said]");
  const PAUSE = 700; // milliseconds after the last key
  const isAsked = (name) => name === "title" || name === "messages" || name.startsWith("messages-");
  let asked = "";
  let timer, controller;

  const question = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (isAsked(name) && value.trim()) data.append(name, value);
    return data;
  };
  const ask = async () => {
    const data = question();
    if (data.toString() === asked) return;
    asked = data.toString();
    controller?.abort();
    controller = new AbortController();
    for (const name of ["csrfmiddlewaretoken", "kind", "variant_of"]) data.set(name, new FormData(form).get(name) ?? "");
    let html;
    try {
      const answer = await fetch(section.dataset.similar, { method: "POST", body: data, signal: controller.signal });
      if (!answer.ok) return;
      html = await answer.text();
    } catch { return; }
    // Whoever is in the list keeps it until they leave it: nothing is taken away from under a keyboard.
    if (rows.contains(document.activeElement)) { asked = ""; return; }
    rows.innerHTML = html;
    const number = rows.querySelectorAll(".similar-rows > li").length;
    section.hidden = !number;
    const words = number ? `${number} like yours ${number === 1 ? "is" : "are"} listed below the title.` : "";
    if (said.textContent !== words) said.textContent = words;
  };
  const later = (event) => {
    if (!isAsked(event.target.name ?? "")) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  form.addEventListener("input", later);
  if (!section.hidden) asked = question().toString();
  else if (question().toString()) ask();
})();
