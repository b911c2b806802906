"""What is in the archive, or on its way there, and like what somebody writes: titles by meaning, errors by signature.

    similar_to("question", "How do I undo a commit?")              -> list[Similar], the most alike first
    similar_to("debug", title, messages=["KeyError: 'token'"])
    similar_to_document(document)                                  the same of a whole document
    as_stored(found)                                               -> what `Screening.likely_duplicates` holds

Texts are bounded, and the number of queries is constant: at most eleven, with messages eighteen.
`templates/contributions/similar.html` stands in the form, below the title, with `similar_context(found, chosen)` in the
context where there is something to show, as in a preview, and nothing where there is not. `css/gate.css` and
`js/similar.js` belong on its page; the script asks `contributions:similar` while somebody types. What is chosen
arrives as `variant_of`: a code, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from contributions.submissions.models import Submission
from contributions.submissions.querysets import LIKELY_SPAM
from hub.core.search_query import one_line
from knowledge import kinds
from knowledge.entrydocs import EntryDocument
from knowledge.models import EntryPage, QuestionPage
from knowledge.search.facets import page_types
from knowledge.search.nearest import nearest
from knowledge.similarity import similarity
from knowledge.traces.indexing import match
from knowledge.traces.scoring import CONFIDENT

SHOWN = 5
COMPARED = 50  # entries, and as many pending submissions
ALIKE = 0.5  # a score from which two titles are worth a look
MOST_TITLE, MOST_MESSAGES = 255, 16 * 1024  # characters
WAITS = "somebody has sent this already, and it waits"
WITH_VARIANTS = frozenset({"question", "debug"})


@dataclass(frozen=True)
class Similar:
    """Something like what is being written.

    Arguments:
        title, url, code, kind: of an entry; of a pending submission there is the title alone.
        why: in words.
        score: from 0 to 1.
        same: whether it is most likely the same, and not merely near.
        pending: whether somebody has sent it and it waits.
        submission: the id of what waits; for the desk only.
        takes_variant: whether what is written can be sent as another wording of it.
    """

    title: str
    why: str
    score: float
    same: bool = False
    code: str = ""
    url: str = ""
    kind: str = ""
    pending: bool = False
    submission: int | None = None
    takes_variant: bool = False


def similar_to(
    kind: str, title: str, *, messages: Sequence[str] = (), leave_out: int | None = None
) -> list[Similar]:
    """Returns what is most like a text somebody writes, at most five, the most alike first.

    Arguments:
        kind: the key of its kind.
        title: as far as it is written.
        messages: of an error, each as the machine printed it.
        leave_out: the id of a submission that is not like itself.
    """
    title = one_line(title)[:MOST_TITLE]
    found = {one.code or one.title: one for one in _by_title(kind, title)} if _is_telling(title) else {}
    for one in _by_message(kind, "\n".join(messages)[:MOST_MESSAGES]):
        known = found.get(one.code)
        if known is None or one.score >= known.score:
            found[one.code] = one
    pending = _pending(kind, title, leave_out) if _is_telling(title) else []
    ordered = sorted([*found.values(), *pending], key=lambda one: (not one.same, -one.score, one.code))
    return ordered[:SHOWN]


def similar_to_document(document: EntryDocument, *, leave_out: int | None = None) -> list[Similar]:
    """Returns what is most like a document; see `similar_to`."""
    messages = [str(one) for one in document.attributes.get("messages", ())]
    return similar_to(document.kind, document.title, messages=messages, leave_out=leave_out)


def as_stored(found: Iterable[Similar]) -> list[dict[str, Any]]:
    """Returns the entries among what was found as a submission keeps them: those that are most likely the same."""
    kept = ("code", "title", "why", "score")
    return [{key: asdict(one)[key] for key in kept} for one in found if one.same and one.code]


def similar_context(found: Sequence[Similar], chosen: str = "") -> dict[str, Any]:
    """Returns what the template shows.

    Arguments:
        chosen: the code of the entry that somebody wants to add to.
    """
    offers_variant = any(one.takes_variant for one in found)
    return {"similar": found, "offers_variant": offers_variant, "chosen": chosen}


def _is_telling(title: str) -> bool:
    return len(title.split()) > 1 or len(title) > 8


def _by_title(kind: str, title: str) -> list[Similar]:
    ids = nearest(title, limit=COMPARED)
    wordings = _other_wordings(ids)
    compared = (
        _compared(kind, title, entry, [entry.title, *wordings.get(entry.pk, ())])
        for entry in _entries(pk__in=ids)
    )
    return [one for one in compared if one is not None]


def _compared(kind: str, title: str, entry: EntryPage, wordings: Sequence[str]) -> Similar | None:
    best = max((similarity(title, one) for one in wordings), key=lambda one: one.score)
    return _similar(kind, entry, best.score, best.because, same=best.same) if best.score >= ALIKE else None


def _other_wordings(ids: list[int]) -> dict[int, list[str]]:
    rows = QuestionPage.objects.filter(pk__in=ids).values_list("pk", "also_asked")
    return {pk: [str(block.value) for block in wordings] for pk, wordings in rows}


def _by_message(kind: str, pasted: str) -> list[Similar]:
    if not pasted.strip():
        return []
    answer = match(pasted)
    matches = {one.code: one for one in answer.matches[: SHOWN if answer.confident else 0]}
    return [
        _similar(kind, entry, found.score, found.because, same=found.score >= CONFIDENT)
        for entry in (_entries(code__in=matches) if matches else ())
        if (found := matches[entry.code or ""])
    ]


def _entries(**wanted) -> Iterable[EntryPage]:
    return EntryPage.objects.published().filter(**wanted).only("title", "code", "content_type")


def _similar(kind: str, entry: EntryPage, score: float, because: Sequence[str], *, same: bool) -> Similar:
    key = next((key for key, pk in page_types().items() if pk == entry.content_type_id), "")
    return Similar(
        title=entry.title,
        why=", ".join(because[:3]),
        score=round(score, 3),
        same=same,
        code=entry.code or "",
        url=entry.permanent_url,
        kind=kinds.get(key).label if key else "",
        takes_variant=key == kind and kind in WITH_VARIANTS,
    )


def _pending(kind: str, title: str, leave_out: int | None) -> list[Similar]:
    """Compares the newest that wait; of each only the title is told, and nothing of what may be spam."""
    waiting = Submission.objects.pending_like(kind).filter(spam_score__lt=LIKELY_SPAM).exclude(pk=leave_out)
    rows = waiting.order_by("-created_at").values_list("title", "pk")[:COMPARED]
    titles = dict(reversed(rows))  # of several with the same title the newest
    compared = ((one, pk, similarity(title, one)) for one, pk in titles.items())
    return [
        Similar(title=one, why=WAITS, score=found.score, same=found.same, pending=True, submission=pk)
        for one, pk, found in compared
        if found.same
    ]
