"""What the machine thinks of a document before a person reads it: how much it looks like spam, and what it repeats.

    screening = spam_of(document, email=…, link=…)            no query; its score goes into `Visit.judge`
    screening = completed(screening, document, signs=visit.signs)       for what passed: with likely duplicates

The score adds up what speaks against a text, each with its words; nothing is learnt, and a moderator decides.
From `LIKELY_SPAM` on it stands apart in the queue. Reading takes time in proportion to the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from contributions.submissions.querysets import LIKELY_SPAM
from contributions.submissions.services import Screening
from contributions.submissions.similar import as_stored, similar_to_document
from contributions.submissions.spam import Text, signs_of
from knowledge.entrydocs import EntryDocument

CODE_ATTRIBUTES = frozenset({"messages"})  # what machines said
_HOSTS = """
10minutemail.com discard.email dispostable.com emailondeck.com fakeinbox.com getnada.com guerrillamail.com
mailcatch.com maildrop.cc mailinator.com mailnesia.com mintemail.com mohmal.com moakt.com sharklasers.com
spam4.me spamgourmet.com temp-mail.org tempmail.com throwawaymail.com trashmail.com yopmail.com
"""
DISPOSABLE = frozenset(_HOSTS.split())  # addresses for a few minutes
GATE_SIGN = 0.1  # what the sending itself had against it

__all__ = ["LIKELY_SPAM", "completed", "spam_of"]


def spam_of(document: EntryDocument, *, email: str = "", link: str = "") -> Screening:
    """Returns how much a document looks like spam, and why; it asks no database.

    Arguments:
        email: where the answer would go.
        link: to which the contributor's name would lead.
    """
    found = list(signs_of(_text(document)))
    if document.kind == "snippet" and "```" not in _prose(document):
        found.append((0.2, "a snippet without code"))
    if email.rpartition("@")[2].casefold() in DISPOSABLE:
        found.append((0.15, "a mail address for a few minutes"))
    if any(host in link.casefold() for host in ("bit.ly/", "t.me/", "wa.me/")):
        found.append((0.25, "the contributor's link leads on to another"))
    return _screening(found)


def completed(screening: Screening, document: EntryDocument, *, signs: Sequence[str] = ()) -> Screening:
    """Returns a screening with the entries a document most likely repeats; at most eighteen queries.

    A correction is like the entry it corrects, so nothing is asked of a document that has a code already.

    Arguments:
        signs: what the gate found in the sending.
    """
    score = min(1.0, round(screening.spam_score + GATE_SIGN * len(signs), 2))
    return replace(
        screening,
        spam_score=score,
        spam_signs=[*screening.spam_signs, *signs],
        likely_duplicates=[] if document.code else as_stored(similar_to_document(document)),
    )


def _screening(found: Iterable[tuple[float, str]]) -> Screening:
    ordered = sorted(found, key=lambda one: -one[0])
    score = min(1.0, round(sum(weight for weight, _ in ordered), 2))
    return Screening(spam_score=score, spam_signs=[words for _, words in ordered])


def _text(document: EntryDocument) -> Text:
    machine = [one for key in CODE_ATTRIBUTES for one in _strings(document.attributes.get(key))]
    return Text.of(_prose(document), code="\n".join(machine), title=document.title)


def _prose(document: EntryDocument) -> str:
    said = [value for key, value in document.attributes.items() if key not in CODE_ATTRIBUTES]
    parts = [document.title, document.summary, *(one.text for one in document.sections), *_strings(said)]
    return "\n\n".join(parts)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in _strings(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in _strings(one)]
    return []
