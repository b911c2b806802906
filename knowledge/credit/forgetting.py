"""Takes a person's name off the entries they made or corrected."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Revision

from knowledge.credit.indexing import index_entries
from knowledge.credit.people import person_key
from knowledge.models import EntryPage


def forget(entry_ids: Iterable[int], name: str, url: str = "") -> int:
    """Takes a person out of the credit of some entries, live, drafts and earlier versions alike.

    What an entry says about its subject stays as it is, so this is no change of it that readers are told of,
    and no version that could be gone back to keeps the name.

    Arguments:
        name, url: as they were credited; the same person without a link, or with any, is meant too when
            `url` is empty.
    Returns:
        How many entries named them.
    """
    named = 0
    for pk in sorted(set(entry_ids)):
        with transaction.atomic():
            entry = EntryPage.objects.select_for_update().filter(pk=pk).first()
            if entry is not None:
                named += _forget_in(entry, name, url)
    return named


def _forget_in(entry: EntryPage, name: str, url: str) -> bool:
    before = entry.credit.get_prep_value()
    kept = _without(before, name, url)
    found = len(kept) != len(before)
    if found:
        stream = EntryPage._meta.get_field("credit").to_python(json.dumps(kept))
        EntryPage.objects.filter(pk=entry.pk).update(credit=stream)
        index_entries([entry.pk])
    for revision in Revision.page_revisions.filter(object_id=str(entry.pk)).iterator(chunk_size=20):
        before = json.loads(revision.content.get("credit") or "[]")
        kept = _without(before, name, url)
        if len(kept) != len(before):
            content = {**revision.content, "credit": json.dumps(kept)}
            Revision.objects.filter(pk=revision.pk).update(content=content)
            found = True
    return found


def _without(items: list[dict], name: str, url: str) -> list[dict]:
    return [item for item in items if not _is(item.get("value") or {}, name, url)]


def _is(value: dict, name: str, url: str) -> bool:
    theirs = value.get("url") or ""
    same_name = person_key(value.get("name") or "") == person_key(name)
    return same_name and (not url or person_key("", theirs) == person_key("", url))
