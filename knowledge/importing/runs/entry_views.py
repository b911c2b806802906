"""One entry of an import, and one source line by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from knowledge.attributes import ShapeError
from knowledge.entrydocs import DocumentError, read
from knowledge.entrydocs.merging import shown
from knowledge.entrydocs.merging.showing import Shown
from knowledge.importing.runs import services, views
from knowledge.importing.runs.correcting import mark_of
from knowledge.importing.runs.facts import FactsForm, TextForm
from knowledge.importing.runs.filters import slugs_offered
from knowledge.importing.runs.forms import ReadAgainForm
from knowledge.importing.runs.lines import columns_of, fates, shown_lines
from knowledge.importing.runs.offers import newest, offer
from knowledge.importing.runs.services import NotNow
from knowledge.importing.runs.views import crumbs, may_see
from knowledge.models import EntryPage, Import, ImportedEntry, ImportSource
from knowledge.models.imports import OPEN

LINES = 400
COMPARED = {ImportedEntry.Action.UPDATE, ImportedEntry.Action.MERGE}


@dataclass(frozen=True)
class Offer:
    """What an entry would change in one of the hub, as a page shows it.

    Arguments:
        page: the newest version of the entry in the hub.
        chosen: paths of the changes that are taken.
        problem: why the two cannot be compared.
    """

    page: EntryPage
    changes: list[Shown] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    problem: str = ""


@may_see
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows one entry of an import with where it stood and what it would change, and lets it be corrected."""
    entry = get_object_or_404(
        ImportedEntry.objects.select_related("run", "source", "page", "same_as").defer("source__ignored"),
        pk=pk,
    )
    may_change = (
        request.user.has_perm("knowledge.change_import")
        and entry.is_open
        and entry.run.state == Import.State.PLANNED
    )
    document = read(entry.document)
    sent = request.POST if request.method == "POST" and may_change else None
    do = sent.get("do") if sent else ""
    facts = FactsForm(sent if do == "facts" else None, row=entry, document=document)
    text = TextForm(sent if do == "text" else None, initial={"document": entry.document})
    try:
        if sent and _corrected(request, entry, do, facts, text):
            return redirect(_after(request, entry))
    except (NotNow, ShapeError) as error:
        messages.error(request, str(error).capitalize() if isinstance(error, ShapeError) else str(error))
        if isinstance(error, NotNow):
            is_there = ImportedEntry.objects.filter(pk=pk).exists()
            return redirect("imports:row", pk) if is_there else redirect("imports:one", entry.run_id)
    others = entry.run.entries.order_by("pk").values_list("pk", flat=True)
    context = {
        "entry": entry,
        "document": document,
        "facts": facts,
        "text": text,
        "offer": _offer(entry),
        "mark": mark_of(entry),
        "slugs": slugs_offered() if may_change else {},
        "may_change": may_change,
        "lines": shown_lines(entry.source, entry.line, entry.end_line)[:LINES],
        "before": others.filter(pk__lt=pk).last(),
        "after": others.filter(pk__gt=pk).first(),
        **crumbs(entry.title, entry.run, short="One entry"),
    }
    return render(request, "knowledge/imports/row.html", context)


def _corrected(
    request: HttpRequest, entry: ImportedEntry, do: str | None, facts: FactsForm, text: TextForm
) -> bool:
    """Does what a button asks for; says whether it was done."""
    who: dict[str, Any] = {"user": request.user, "mark": request.POST.get("mark", "")}
    match do:
        case "facts" if facts.is_valid():
            said = facts.cleaned_data
            services.correct(entry, said["document"], action=said["action"], other=said["other"], **who)
            if said["lost"]:
                messages.warning(
                    request, f"Left out, because its kind has no place for it: {', '.join(said['lost'])}."
                )
        case "text" if text.is_valid():
            services.correct(entry, text.cleaned_data["document"], action=entry.action, **who)
        case "take":
            revision = request.POST.get("revision", "")
            services.take(
                entry,
                request.POST.getlist("take"),
                request.POST.getlist("offered"),
                revision=int(revision) if revision.isdecimal() and len(revision) < 19 else 0,
                **who,
            )
        case _:
            return False
    messages.success(request, f"“{entry.title}”: saved.")
    return True


def _after(request: HttpRequest, entry: ImportedEntry) -> str:
    """Returns where somebody goes who has saved: on to the next entry, or stays."""
    following = entry.run.entries.filter(pk__gt=entry.pk, outcome__in=OPEN).order_by("pk").first()
    if "next" in request.POST and following is not None:
        return reverse("imports:row", args=[following.pk])
    return reverse("imports:row", args=[entry.pk])


def _offer(entry: ImportedEntry) -> Offer | None:
    if entry.action not in COMPARED or not entry.is_open:
        return None
    known = (entry.duplicate or {}).get("pk") or (entry.same_as.page_id if entry.same_as else None)
    page = newest(known)
    if page is None:
        return None
    try:
        changes = offer(entry, page)
    except (DocumentError, ValueError) as error:
        return Offer(page, problem=str(error))
    chosen = [one.path for one in changes if one.path not in entry.left_out]
    return Offer(page, shown(changes, entry.kind), chosen)


@may_see
@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows a source line by line with what became of each, and has it read in another way."""
    found = get_object_or_404(ImportSource.objects.select_related("run"), pk=pk)
    columns = columns_of(found)
    form = ReadAgainForm(
        request.POST if request.method == "POST" else None,
        columns=[one.name for one in columns],
        taken={one.name: one.meaning for one in columns if one.meaning},
        dialect=found.asked.get("dialect", ""),
    )
    may_read = (
        request.user.has_perm("knowledge.change_import")
        and found.run.state in {Import.State.PLANNED, Import.State.FAILED}
        and found.run.files.exists()
        and not found.entries.exclude(outcome__in=OPEN).exists()
    )
    if request.method == "POST" and may_read and form.is_valid():
        return _read_again(request, found, form)
    number = found.text.count("\n") + 1
    line, page = request.GET.get("line", ""), request.GET.get("p")
    wanted = (int(line[:9]) - 1) // LINES + 1 if line.isdecimal() else page
    lines = Paginator(range(1, number + 1), LINES).get_page(wanted)
    context = {
        "source": found,
        "lines": lines,
        "fates": fates(found, lines.start_index(), lines.end_index()) if found.text else [],
        "form": form,
        "columns": list(zip(columns, form, strict=False)) if columns else [],
        "may_read": may_read,
        "found": found.entries.count(),
        "corrected": found.entries.filter(is_corrected=True).count(),
        **crumbs(found.path, found.run),
    }
    return render(request, "knowledge/imports/source.html", context)


def _read_again(request: HttpRequest, found: ImportSource, form: ReadAgainForm) -> HttpResponse:
    try:
        services.reread(
            found,
            user=request.user,
            dialect=form.cleaned_data.get("dialect", ""),
            columns=form.chosen_columns,
        )
    except NotNow as error:
        messages.error(request, str(error))
        return redirect("imports:source", found.pk)
    messages.success(request, f"{found.path} is read again.")
    return redirect("imports:one", found.run_id)


PATTERNS = [
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/files/", views.sources, name="sources"),
    path("entry/<int:pk>/", row, name="row"),
    path("source/<int:pk>/", source, name="source"),
]
