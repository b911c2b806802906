"""What speaks for spam in a text: each sign adds its weight, so that a moderator can follow the sum.

No sign but a pasted link of another board's markup is enough alone. Code is left out: what machines write has links,
capitals and strange words of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.search.words import STOP_WORDS

LONGEST = 70_000  # characters that are read
FENCE = re.compile(r"^ {0,3}(```+|~~~+)[^\n]*\n.*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^(?: {4}|\t).*$", re.MULTILINE)
CODE_SPAN = re.compile(r"``[^`\n]{1,400}``|`[^`\n]{1,400}`")
LINK = re.compile(r"(?:https?://|\bwww\.)([\w.-]{3,100})[^\s<>()\"'\]]{0,400}", re.IGNORECASE)
MARKUP_LINK = re.compile(r"<a\s[^>]{0,80}href|\[url[=\]]|\[link=", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
CONTACT = re.compile(
    r"\b(?:whats ?app|telegram|viber|skype|wechat)\b[^\n]{0,30}[+@:\d]|(?:\+|\b00)\d[\d ().-]{8,18}\d|\bt\.me/|\bwa\.me/",
    re.IGNORECASE,
)
SHORTENED = re.compile(
    r"\b(?:bit\.ly|tinyurl\.com|t\.me|wa\.me|goo\.gl|cutt\.ly|is\.gd|rebrand\.ly)/", re.IGNORECASE
)
STYLED = re.compile("[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001f130-\U0001f189]")
LETTERS_MIXED = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[\u0400-\u04ff])\w{3,}", re.IGNORECASE)
TECHNICAL = re.compile(r"`|\w\(\)|\w_\w|\w\.\w{2,4}\b|[a-z][A-Z]|[{}<>=;]")

PHRASES = re.compile(
    r"\b(?:"
    r"buy (?:now|cheap|online)|order now|act now|click here|limited (?:time )?offer|special offer|best prices?|cheap(?:est)? price"
    r"|money[- ]back|risk[- ]free|100% (?:free|guaranteed)|no credit check|earn (?:\$|money|up to|extra)|make money|passive income"
    r"|work from home|get rich|financial freedom|double your|guaranteed (?:profit|returns?|results|ranking)"
    r"|casino|slot games?|sports? betting|bet(?:ting)? site|poker online|jackpot|bonus code|promo code|deneme bonusu"
    r"|viagra|cialis|weight loss|diet pills?|cbd (?:oil|gummies)|male enhancement|steroids"
    r"|payday loans?|personal loans?|credit repair|forex signals?|binary options|crypto (?:investment|trading platform|recovery)"
    r"|recover (?:your |my )?(?:lost |stolen )?(?:bitcoin|crypto|funds)|bitcoin (?:doubl|invest)\w*|airdrop"
    r"|seo (?:services?|agency|expert|packages?)|backlinks?|guest posts?|link building|rank(?:ed|ing)? (?:on|in) google|website traffic"
    r"|escorts?|adult dating|hot girls|singles near|xxx|onlyfans"
    r"|assignment help|essay writing|write my (?:essay|paper)|exam dumps?|certification dumps?"
    r"|hire (?:a |an )?hackers?|spy on|replica watches|fake (?:passports?|diplomas?)|followers? (?:for|on) (?:instagram|tiktok)"
    r"|contact us (?:today|now)|visit (?:our|my) (?:web)?site|call (?:us )?now|dm me|toll[- ]free|customer (?:care|support) number"
    r"|dear (?:sir|friend|admin|webmaster)|great (?:post|blog|article)|thanks for sharing"
    r")",
    re.IGNORECASE,
)

Sign = tuple[float, str]  # a weight, and what it is for


@dataclass(frozen=True)
class Text:
    """A text, taken apart once.

    Arguments:
        prose: what people wrote, without code and links.
        whole: everything as it came.
        links: the hosts it leads to, each time it does; those in code do not count.
    """

    title: str
    prose: str
    whole: str
    links: tuple[str, ...]

    @classmethod
    def of(cls, text: str, *, code: str = "", title: str = "") -> Text:
        """Reads a text.

        Arguments:
            text: Markdown, cut at 70,000 characters.
            code: what belongs to it and is no prose at all.
            title: what it begins with.
        """
        text = text[:LONGEST]
        without = CODE_SPAN.sub(" ", INDENTED.sub("", FENCE.sub("\n", text)))
        links = tuple(match[1].casefold() for match in LINK.finditer(without))
        return cls(title, LINK.sub(" ", without), f"{text}\n{code[:LONGEST]}", links)

    @cached_property
    def words(self) -> list[str]:
        return [word.casefold() for word in WORD.findall(self.prose)]

    @cached_property
    def has_code(self) -> bool:
        return len(self.prose) + 40 < len(self.whole) or TECHNICAL.search(self.prose) is not None


def signs_of(text: Text) -> Iterator[Sign]:
    """Yields what speaks for spam in a text, in time proportional to its length."""
    for signs in (_links, _phrases, _contacts, _letters, _shouting, _sameness):
        yield from signs(text)


def _links(text: Text) -> Iterator[Sign]:
    number, words = len(text.links), len(text.words)
    if MARKUP_LINK.search(text.prose):
        yield 0.5, "links in the markup of another board"
    if not number:
        return
    if words < 15 * number and not text.has_code:
        yield (0.4, "hardly anything but links") if words < 15 else (0.25, "more links than a text bears")
    over = len(set(text.links)) - (2 + words // 60)
    if over > 0:
        yield min(0.15 + 0.05 * over, 0.4), f"{number} links in {words} words"
    if SHORTENED.search(text.whole):
        yield 0.25, "a link that hides where it leads"
    if not text.has_code:
        yield 0.2, "a link, and nothing technical"


def _phrases(text: Text) -> Iterator[Sign]:
    found = list(dict.fromkeys(match[0].casefold() for match in PHRASES.finditer(text.prose)))
    if found:
        yield min(0.25 * len(found), 0.75), "says " + ", ".join(f"“{one}”" for one in found[:4])


def _contacts(text: Text) -> Iterator[Sign]:
    if CONTACT.search(text.prose) or (SHORTENED.search(text.prose) and not text.links):
        yield 0.3, "a number or messenger to write to"


def _letters(text: Text) -> Iterator[Sign]:
    if len(STYLED.findall(text.prose)) > 5 or len(LETTERS_MIXED.findall(text.prose)) > 1:
        yield 0.4, "letters that only look like letters"
    letters = [one for one in text.prose if one.isalpha()]
    foreign = sum(
        1 for one in letters if ord(one) > 0x24F and not unicodedata.name(one, "").startswith("LATIN")
    )
    if len(letters) > 40 and foreign > len(letters) * 0.4:
        yield 0.25, "not in the language of the site"
    elif len(text.words) > 30 and sum(word in STOP_WORDS for word in text.words) < len(text.words) * 0.08:
        yield 0.25, "no sentences"


def _shouting(text: Text) -> Iterator[Sign]:
    long_words = [word for word in WORD.findall(text.prose) if len(word) > 3]
    if len(long_words) > 5 and sum(word.isupper() for word in long_words) > len(long_words) * 0.5:
        yield 0.2, "written in capitals"
    if text.prose.count("!!") or text.prose.count("!") > 3 + len(text.words) // 50:
        yield 0.15, "exclamation marks"
    if sum(unicodedata.category(one) == "So" for one in text.prose) > 4 + len(text.words) // 20:
        yield 0.15, "pictures for words"


def _sameness(text: Text) -> Iterator[Sign]:
    telling = [word for word in text.words if len(word) > 3 and word not in STOP_WORDS]
    if len(telling) > 25:
        word, number = Counter(telling).most_common(1)[0]
        if number > len(telling) * 0.2:
            yield 0.25, f"“{word}” {number} times"
    lines = [line for one in text.prose.splitlines() if len(line := one.strip().casefold()) > 20]
    if lines and max(Counter(lines).values()) > 2:
        yield 0.25, "the same line again and again"
