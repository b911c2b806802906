"""What an error looks like once everything that varies is gone, for pastes and for entries alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.traces.normalising import analyse, digest, words
from knowledge.traces.parsing import Candidate, parse
from knowledge.traces.phrases import fold
from knowledge.traces.translating import to_english
from knowledge.traces.typed import is_generic, short_type
from knowledge.traces.vocabulary import COMMON_WORDS, PLAIN_NOUNS
from knowledge.traces.wordings import family_of, meaning_of

SIGNATURE_VERSION = 4  # raise it whenever a change here, in parsing or in the wordings changes signatures

# Databases and services speak through the runtimes that use them.
GUESTS = frozenset({"mysql", "postgresql", "sqlite", "redis", "mongo", "oracle", "mssql", "aws"})
MOST_WORDS = 60
ENGLISH = COMMON_WORDS - {"a", "an", "as", "die", "in", "no", "on", "or", "error", "code", "message", "has"}
MOST_VALUES = 20
MOST_OTHERS = 3  # further lines of a message, read where its error says less than `LITTLE`
LITTLE = 1.2

_SYSTEM_NAMES = {
    "python": "python django flask fastapi pandas numpy celery pip py drf sqlalchemy asyncio",
    "ts": "typescript ts",
    "js": "javascript js node nodejs react vue angular typescript ts nextjs express browser svelte deno bun frontend jquery",
    "php": "php wordpress laravel symfony composer wp drupal woocommerce",
    "jvm": "java kotlin spring scala android hibernate maven gradle jvm springboot",
    "dotnet": "csharp c# f# cs vb vbnet net dotnet aspnet efcore fsharp",
    "go": "go golang",
    "rust": "rust cargo",
    "ruby": "ruby rails",
    "mysql": "mysql mariadb",
    "postgresql": "postgresql postgres pg",
    "sqlite": "sqlite sqlt",
    "sh": "shell bash sh zsh linux unix",
    "shell": "shell bash sh zsh linux unix powershell windows",
    "docker": "docker compose container containers",
    "npm": "npm yarn pnpm",
    "git": "git github",
    "nginx": "nginx",
    "mssql": "mssql sqlserver",
    "c": "c c++ cpp gcc",
}
_FAMILIES = {name: frozenset(f for f, names in _SYSTEM_NAMES.items() if name in names.split())
             for names in _SYSTEM_NAMES.values() for name in names.split()}  # fmt: skip
# `ORA-00942: table …`, `ZPH-2201 pipe-unread: pipe …`: the code is kept apart, and often left out.
_LEADING_CODE = re.compile(r"^\[?[A-Z]{1,8}-?\d{3,6}\]?(?::\s*|\s+(?:[a-z][a-z0-9_-]{3,40}:\s+)?)")
_NAME_PARTS = re.compile(r"[a-z#+]+")


@dataclass(frozen=True)
class Print:
    """The fingerprint of one error.

    Arguments:
        families: the runtimes it may come from.
        type: the exception's short name in lower case.
        codes: specific error codes.
        meaning: what `wordings` says it means; empty where it does not know.
        template: the message with placeholders.
        values: what the placeholders stood for, in lower case.
        role: as of the candidate it was made from.
        named: what an entry's message is about among the values, as `naming` tells.
    """

    families: frozenset[str] = frozenset()
    type: str = ""
    codes: frozenset[str] = frozenset()
    meaning: str = ""
    template: str = ""
    values: tuple[str, ...] = ()
    role: str = "final"
    unsure: bool = False  # nothing but a few words says which program printed it
    words: tuple[str, ...] = field(default=(), compare=False)
    named: tuple[str, ...] = field(default=(), compare=False)

    @property
    def digest(self) -> str:
        return digest((self.type if is_generic(self.type) else "", *self.words)) if self.words else ""


@dataclass(frozen=True)
class ArchiveEntry:
    """What matching needs of an entry, wherever it is kept.

    Arguments:
        technology: names of it, e.g. `python-flask Python (Flask)`.
        look_alikes: code of the other entry and the phrases that tell it apart.
        context: words of title, tags and symptoms: weak evidence.
    """

    code: str
    title: str
    technology: str = ""
    messages: tuple[str, ...] = ()
    look_alikes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    context: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Signature:
    """One message of an entry, as a fingerprint."""

    code: str
    title: str
    print: Print
    context: frozenset[str] = frozenset()
    look_alikes: tuple[tuple[str, tuple[str, ...]], ...] = ()


def fingerprint(candidate: Candidate) -> Print:
    """Returns the fingerprint of an error found in a paste or a message."""
    allowed = candidate.families | GUESTS if candidate.families else frozenset()
    if candidate.program and allowed:
        allowed |= {"shell"}
    elif "js" in allowed:
        allowed |= {"ts"}
    elif "sh" in allowed or "powershell" in allowed:
        allowed |= {"shell"}
    kind = short_type(candidate.type)
    message = candidate.message
    text = f"{candidate.program}: {message}" if candidate.program else message
    meaning = ""
    if (english := to_english(text)) != text:
        message = text = english
    for version in _versions(text, candidate.tail):
        if meaning := meaning_of(version, codes=candidate.codes, families=allowed):
            break
    normal = analyse(_LEADING_CODE.sub("", message, count=1) or message)
    said = words(normal.template)[:MOST_WORDS]
    if not meaning:  # a type alone speaks only where the message does not
        silent = total(said) < LITTLE or not is_english(said)
        meaning = meaning_of("", error_type=kind if silent else "", codes=candidate.codes, families=allowed)
    families = candidate.families | ({family_of(meaning)} if meaning else frozenset())
    return Print(
        families=families,
        type=kind.lower(),
        codes=candidate.codes,
        meaning=meaning,
        template=normal.template,
        values=normal.values[:MOST_VALUES],
        role=candidate.role,
        unsure=not (candidate.families or candidate.codes or kind),
        words=said,
    )


def is_english(said: Sequence[str]) -> bool:
    """Returns whether a message is in English, as entries are: a translation's words differ for no reason."""
    english = any(word in ENGLISH for word in said)
    return english or (len(said) < 5 and all(word.isascii() for word in said))


def _versions(text: str, tail: tuple[str, ...]) -> Iterator[str]:
    yield text
    if tail:  # the next line went on, or a terminal broke a word
        yield " ".join((text, *tail))
        yield text + "".join(tail)


def families_of_technology(names: str) -> frozenset[str]:
    """Returns the runtimes that a technology's names speak of; `SQL (MySQL)` means MySQL."""
    return frozenset().union(
        *(_FAMILIES.get(part, frozenset()) for part in _NAME_PARTS.findall(names.lower()))
    )


def signatures_of(entry: ArchiveEntry) -> list[Signature]:
    """Returns a signature for each message of an entry; for one that says little, also for what follows it."""
    families = families_of_technology(entry.technology)
    found = []
    for message in entry.messages:
        first, *others = parse(message).candidates or [Candidate("", " ".join(message.split()), (1,), "line")]
        prints = [_known(first, families)]
        if not prints[0].meaning and total(prints[0].words) < LITTLE:
            more = (_known(one, families) for one in others[:MOST_OTHERS])
            prints += [own for own in more if total(own.words) >= LITTLE and own.words != prints[0].words]
        found += [Signature(entry.code, entry.title, own, entry.context, entry.look_alikes) for own in prints]
    return found


def _known(candidate: Candidate, families: frozenset[str]) -> Print:
    if candidate.role == "line":  # alone in its entry, a line without a form is the error itself
        candidate = replace(candidate, families=families)
    own = fingerprint(candidate)
    return replace(own, families=own.families | families, unsure=False)


def weight(word: str) -> float:
    """Returns how much a word tells: common words little, a runtime's nouns half."""
    return 0.25 if word in COMMON_WORDS else 0.6 if word in PLAIN_NOUNS else 1.0


def total(text: Iterable[str]) -> float:
    return sum(map(weight, text))


def terms(own: Print) -> list[str]:
    """Returns what to look a fingerprint up by, the surest first."""
    found = []
    if own.meaning:
        found.append(f"m:{own.meaning}")
    if own.words:
        found.append(f"d:{own.digest}")
    found += [f"c:{code}" for code in sorted(own.codes)]
    if own.type and not is_generic(own.type):
        found.append(f"t:{own.type}")
    telling = [word for word in own.words if weight(word) > 0.5]
    found += [
        f"b:{a} {b}" for a, b in zip(own.words, own.words[1:], strict=False) if weight(a) + weight(b) > 1.2
    ]
    found += [f"w:{word}" for word in dict.fromkeys(telling) if len(word) > 3 or not word.isascii()]
    return list(dict.fromkeys(found))


def context_words(*texts: str) -> frozenset[str]:
    """Returns the telling words of an entry's title, tags and symptoms, at most 80."""
    found = [
        word for text in texts for word in re.findall(r"[\w#+.-]{2,40}", fold(text)) if weight(word) == 1.0
    ]
    return frozenset(word.strip(".-") for word in found[:200])
