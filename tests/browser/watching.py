"""A browser that notices when anything runs that should not, or could if somebody touched it."""

from urllib.parse import urlsplit

from tests.browser.conftest import Visit

# Points at everything and opens what is folded; returns what could have run, and what has.
PROVOKE = """(within) => {
    const root = within ? document.querySelector(within) : document.createElement("p");
    const found = new Set();
    for (const one of document.querySelectorAll("details")) one.open = true;
    for (const one of root.querySelectorAll("*")) {
        for (const { name, value } of one.attributes) {
            if (name.startsWith("on") || name === "srcdoc" || (name === "style" && !one.matches("[data-desk-frame]"))) found.add(`${one.localName} ${name}`);
            if (!/^(href|src|action|formaction|data|poster|xlink:href|background)$/.test(name)) continue;
            let protocol = "";
            try { protocol = new URL(value, document.baseURI).protocol; } catch { continue; }
            if (!["http:", "https:", "mailto:"].includes(protocol)) found.add(`${one.localName} ${name}=${value}`);
            const host = new URL(value, document.baseURI).host;
            if (name !== "href" && host !== location.host) found.add(`${one.localName} loads ${value}`);
        }
        if (one.localName === "script" && !one.src && one.type !== "application/ld+json") found.add(`script ${one.textContent.slice(0, 80)}`);
        if (/^(object|embed|math|foreignobject|animate|frameset|marquee|image)$/i.test(one.localName))
            found.add(one.localName);
        if (one.closest("form")) continue; // pointing at the own inputs asks the server for something
        for (const type of ["mouseover", "pointerenter", "mousemove"])
            one.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
    }
    if (window.hit !== undefined) found.add("something ran");
    return [...found];
}"""


class Watched(Visit):
    """A browser that notices when anything runs that should not."""

    def __init__(self, chromium, base: str, **options) -> None:
        super().__init__(chromium, base, viewport={"width": 1280, "height": 1000}, **options)
        self.page.on("dialog", self._dialog)
        self.seen: list[str] = []

    def _dialog(self, dialog) -> None:
        self.complaints.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def look(self, address: str = "", within: str = "html") -> None:
        """Looks at a page, or at the one that is open, as a curious reader would.

        Arguments:
            within: what of it is touched; nothing where the rest of the admin has scripts of its own.
        """
        if address:
            self.page.goto(address)
        self.seen.append(self.page.url)
        for frame in self.page.frames:
            is_main = frame == self.page.main_frame
            found = frame.evaluate(PROVOKE, within if is_main else "html")
            self.complaints += [f"{urlsplit(frame.url).path}: {one}" for one in found]
