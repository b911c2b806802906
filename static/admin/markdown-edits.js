/* What the toolbar does to a text: each edit is typed in, so that the browser's own undo takes it back. */

export function replace(area, start, end, text, select = [text.length, text.length]) {
  area.focus();
  area.setSelectionRange(start, end);
  // Deprecated, but the only edit of a text area that keeps the undo history.
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(start + select[0], start + select[1]);
}

export function wrap(area, before, after, placeholder) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end) || placeholder;
  replace(area, start, end, before + chosen + after, [before.length, before.length + chosen.length]);
}

export function prefixLines(area, prefix) {
  const { selectionStart, selectionEnd, value } = area;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const next = value.indexOf("\n", selectionEnd);
  const end = next === -1 ? value.length : next;
  const text = value
    .slice(start, end)
    .split("\n")
    .map((line) => (line.startsWith(prefix) ? line : prefix + line))
    .join("\n");
  replace(area, start, end, text);
}

export function fence(area) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const before = start === 0 || value[start - 1] === "\n" ? "" : "\n\n";
  const text = `${before}\`\`\`python\n${value.slice(start, end)}\n\`\`\`\n`;
  const language = before.length + 3;
  replace(area, start, end, text, [language, language + 6]);
}
