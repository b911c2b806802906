"""Furniture: what stands in files beside entries, and the reason each is told with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from knowledge.importing.text.labels import fold
from knowledge.importing.text.source import Block
from knowledge.importing.text.titles import LINK, plain, read_title

CONTENTS = "table of contents"
BANNER = "banner"
BACK_LINK = "back-link"
ADVERTISEMENT = "advertisement"
CONTACT = "contact data"
LINKS = "links"
BLANK = "blank"
RULE = "separator"
GROUP = "heading of a part"
INTRODUCTION = "text about the file, not an entry"
MARKUP = "markup without content"
FRONT = "front matter"
NO_ENTRY = "no entry: neither asked nor answered"

CONTENTS_NAMES = frozenset(
    fold(one)
    for one in (
        "table of contents", "contents", "toc", "index", "table of content", "list of contents", "questions list",
        "list of questions", "summary of questions", "navigation", "menu", "on this page", "目录", "оглавление",
        "содержание", "índice", "sommaire", "inhalt", "inhaltsverzeichnis", "quick links", "jump to",
    )
)  # fmt: skip
# Parts of a file that hold no entries, whatever they look like.
FURNITURE_NAMES = frozenset(
    fold(one)
    for one in (
        "contributing", "contributors", "contribution", "contributions", "how to contribute", "contribute", "license",
        "licence", "licensing", "copyright", "author", "authors", "about the author", "about", "about me", "about us",
        "acknowledgements", "acknowledgments", "credits", "thanks", "sponsors", "sponsor", "support", "backers",
        "contact", "contact us", "contact me", "connect with me", "follow us", "follow me", "disclaimer", "changelog",
        "feedback", "stargazers", "star history", "translations", "available translations", "installation", "install",
        "getting started", "how to use", "how to use this repo", "prerequisites", "learning objectives", "objectives",
        "introduction", "preface", "foreword", "conclusion", "final summary", "final words", "final thoughts",
        "summary", "wrap up", "wrapping up", "further reading", "additional resources", "resources", "references",
        "useful links", "useful resources", "more resources", "bibliography", "related", "related repositories",
        "see also", "external links", "recommended reading", "recommended books", "books", "code of conduct",
        "final interview tip", "interview tips", "tips", "faq about this repo", "todo", "to do", "roadmap of this repo",
        "get help", "getting help", "report a bug", "reporting bugs", "report an issue", "reporting issues",
        "support the project", "donate", "buy me a coffee", "maintainers", "show your support", "legend", "news",
        "what's inside", "features", "usage", "expected usage", "intended usage", "deployment", "overview", "learning resources", "resource links",
        "additional links", "links", "sources", "credits and references", "frequently used links", "share",
        "recursos", "recursos adicionales", "recursos adicionais", "referencias", "referências", "bibliografía", "introducción",
        "introdução", "conclusión", "conclusiones", "conclusão", "licencia", "licença", "ressources", "références", "contribuer",
        "einleitung", "fazit", "quellen", "lizenz", "weiterführende links", "введение", "заключение", "ресурсы", "источники",
        "литература", "полезные ссылки", "лицензия", "risorse", "conclusione", "introduzione", "参考资料", "前言", "结语",
        "happy coding", "good luck", "all the best", "key takeaways", "next steps", "next", "previous",
    )
)  # fmt: skip
# Of these, the parts about people and terms: nothing below them is an entry, whatever it asks.
ABOUT_PEOPLE = frozenset(
    fold(one)
    for one in (
        "contributing", "contributors", "contribution", "contributions", "how to contribute", "contribute", "license",
        "licence", "licensing", "copyright", "author", "authors", "about the author", "about me", "about us",
        "acknowledgements", "acknowledgments", "credits", "thanks", "sponsors", "sponsor", "backers", "contact us",
        "contact me", "connect with me", "follow us", "follow me", "disclaimer", "changelog", "feedback", "stargazers",
        "star history", "translations", "code of conduct", "donate", "buy me a coffee", "maintainers", "show your support",
        "support the project",
    )
)  # fmt: skip
# Parts that tell how to come to something and to use it, as manuals do.
OF_A_MANUAL = ABOUT_PEOPLE | frozenset(
    fold(one)
    for one in (
        "installation", "install", "installing", "setup", "set up", "getting started", "quick start", "quickstart", "usage",
        "prerequisites", "requirements", "configuration", "deployment", "how to use",
    )
)  # fmt: skip
OF_THE_FILE = re.compile(  # folded
    r"^(?:about|howto(?:use|read))(?:this|these)|(?:this|este|ce|dieses?|questo)repositor|^(?:repository|repo|project|folder|directory)structure$"
    r"|^(?:estructuradel|estruturado|structureofthe|structuredu|strutturadel)(?:repositor|proje|proye|proge)|^структура(?:репозитория|проекта)$"
)
BACK = re.compile(
    r"(?:back|go|return|jump|scroll)\s+(?:to\s+)?(?:the\s+)?(?:top|table of contents|contents|toc|index|start|questions|list|home|main)\b"
    r"|^\W{0,6}(?:top|up)\W{0,6}$|↥|⬆|返回顶部|回到顶部|наверх|volver arriba|нагору|вверх",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,32}")
PHONE = re.compile(r"(?<![\w.])\+?\d[\d ()–-]{7,18}\d(?![\w.])")
ADVERT = re.compile(
    r"\b(?:subscribe|sign up|sign-up|enrol+|newsletter|discount|coupon|promo|% off|our course|my course|courses?|youtube"
    r"|follow (?:us|me)|download the|buy (?:my|the|our)|sponsor(?:ed)?|advert|telegram|discord|patreon|ko-?fi"
    r"|join (?:us|our|the)|star (?:this|the) repo|linkedin|instagram|twitter|facebook|linktr\.ee|udemy"
    r"|get hired|free trial|terms & conditions|privacy policy|cookies?|all rights reserved|copy(?:right)?|log ?in)\b",
    re.IGNORECASE,
)
LITTLE = 200  # signs of what only shows a picture, or advertises without an address
ADDRESS = "://"
ONLY_TAGS = re.compile(
    r"(?:\s|<!--.{0,2000}?-->|</?[a-zA-Z][a-zA-Z0-9-]{0,15}(?:\s[^<>]{0,600})?/?>|&nbsp;|&zwnj;){1,}\Z",
    re.DOTALL,
)


def is_back_link(text: str) -> bool:
    """Says whether a short text only leads back to the top or to the contents."""
    if len(text) > 300:
        return False
    words = plain(text)
    return (
        len(words) <= 60
        and bool(BACK.search(words) or BACK.search(text))
        and ("](" in text or "<a" in text or "↥" in text or "⬆" in text or len(words) < 30)
    )


def is_only_markup(text: str) -> bool:
    """Says whether HTML shows nothing but itself: tags, comments and spaces."""
    return not text.strip() or (bool(ONLY_TAGS.match(text)) and "<img" not in text.lower())


def is_contents_list(block: Block) -> bool:
    """Says whether a list or table mostly links to places of the same file."""
    texts = (
        [one.text for one in block.walk() if one.kind == "paragraph"]
        if block.kind == "list"
        else block.text.split("\n")
    )
    targets = [match for text in texts for match in re.findall(r"\]\((#?)[^()\s]{0,500}", text)]
    local = sum(1 for target in targets if target)
    return len(targets) >= 2 and local >= 0.6 * len(texts) and local >= 0.7 * len(targets)


def is_link_list(texts: Iterable[str]) -> bool:
    """Says whether most of some items are links and little else."""
    told = [_is_link(text) for text in texts]
    return len(told) >= 1 and sum(told) >= 0.6 * len(told)


def _is_link(text: str) -> bool:
    if "](" not in text and "http" not in text and "<a " not in text:
        return False
    linked = sum(len(match[1]) for match in LINK.finditer(text))
    rest = re.sub(r"https?://\S{1,500}", "", LINK.sub("", text))
    return (
        linked >= len(plain(rest)) * 0.5
        or (not linked and len(plain(rest)) < 60)
        or bool(LINK.match(text.strip(" *_")))
    )


def reason_for(text: str) -> str:
    """Returns why some lines outside of entries became none: the best name for what they are."""
    stripped = text.strip()
    words = plain(stripped[:4000])
    tests: tuple[tuple[str, Callable[[], object]], ...] = (
        (BLANK, lambda: not stripped),
        (BACK_LINK, lambda: is_back_link(stripped)),
        (RULE, lambda: re.fullmatch(r"[-*_=\s\\]{1,200}", stripped)),
        (MARKUP, lambda: is_only_markup(stripped[:20_000])),
        (
            BANNER,
            lambda: (
                "shields.io" in stripped
                or (len(words) < LITTLE and "<img " in stripped.lower())
                or re.match(r"!?\[?!\[", stripped)
            ),
        ),
        (CONTACT, lambda: EMAIL.search(words[:2000]) or (len(words) < 200 and PHONE.search(words))),
        (
            ADVERTISEMENT,
            lambda: len(words) < (1200 if ADDRESS in stripped else LITTLE) and ADVERT.search(words[:600]),
        ),
        (LINKS, lambda: is_link_list(line for line in stripped.split("\n")[:200] if line.strip())),
    )
    return next((reason for reason, is_so in tests if is_so()), INTRODUCTION)


def is_about_people(text: str) -> bool:
    """Says whether a heading opens a part about those who made the file, or its terms."""
    return fold(read_title(text).text) in ABOUT_PEOPLE


def is_of_a_manual(text: str) -> bool:
    """Says whether a heading opens a part that manuals have: how to install what they tell of, who made it."""
    return fold(read_title(text).text) in OF_A_MANUAL


def names_contents(text: str) -> bool:
    """Says whether a heading opens the contents of a file."""
    return fold(read_title(text).text) in CONTENTS_NAMES


def heading_is_furniture(text: str) -> bool:
    """Says whether a heading opens a part of the file that holds no entries."""
    words = fold(read_title(text).text)
    return words in FURNITURE_NAMES or words in CONTENTS_NAMES or bool(OF_THE_FILE.search(words))
