"""The pages of an import: its plan as a table, one entry of it, one source line by line."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from knowledge.drafting import latest_document
from knowledge.entrydocs import DocumentError, read
from knowledge.entrydocs.merging import differences, shown
from knowledge.importing.runs import services
from knowledge.importing.runs.forms import BringInForm, ChangeForm, RowForm, RowsFilter
from knowledge.importing.runs.lines import fates
from knowledge.importing.runs.services import NotNow
from knowledge.models import EntryPage, Import, ImportedEntry, ImportSource

ROWS, LINES = 50, 400
may_see = permission_required("knowledge.view_import")
may_add = permission_required("knowledge.add_import")
may_decide = permission_required("knowledge.change_import")


@may_add
def bring_in(request: HttpRequest) -> HttpResponse:
    """Takes files or a text, and has them read."""
    form = BringInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = services.bring_in(
            form.brought,
            user=request.user,
            options=form.options,
            title=form.called,
            source_url=form.cleaned_data["source_url"],
            licence=form.cleaned_data["licence"],
        )
        return redirect("imports:one", run.pk)
    return render(request, "knowledge/imports/bring_in.html", {"form": form, **_crumbs("Bring in")})


@may_see
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what was found, as a table one can narrow, correct and approve in parts."""
    run = get_object_or_404(Import.objects.select_related("created_by"), pk=pk)
    narrowed = RowsFilter(request.GET, run)
    page = Paginator(
        narrowed.rows().select_related("source", "page").defer("document", "source__text"), ROWS
    ).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "run": run,
        "rows": page,
        "filter": narrowed,
        "query": query.urlencode(),
        "change": ChangeForm(),
        "numbers": _numbers(run),
        "sources": run.sources.defer("text").order_by("pk")[:200],
        "may_decide": request.user.has_perm("knowledge.change_import"),
        **_crumbs(run.title),
    }
    return render(request, "knowledge/imports/one.html", context)


@may_see
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Says how far the background has come."""
    run = get_object_or_404(Import, pk=pk)
    return JsonResponse({"state": run.state, "busy": run.is_busy, "done": run.done, "total": run.total})


@may_decide
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Does what a button of the table asks for, with the rows ticked or with all that the filter shows."""
    run = get_object_or_404(Import, pk=pk)
    query = request.GET.urlencode()
    back = redirect(f"{reverse('imports:one', args=[pk])}{'?' + query if query else ''}")
    try:
        match request.POST.get("do"):
            case "change":
                _change(request, run)
            case "import":
                number = services.choose(run, _rows(request, run))
                _say(request, number, "is being imported", "are being imported")
            case "close":
                services.close(run)
                messages.success(request, "Done. What still waited was skipped.")
            case "undo":
                services.undo(run)
                messages.success(request, "Everything this import made is being taken back.")
    except NotNow as error:
        messages.error(request, str(error))
    return back


@may_see
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows one entry of an import with where it stood, what it would change, and lets it be corrected."""
    entry = get_object_or_404(ImportedEntry.objects.select_related("run", "source", "page"), pk=pk)
    may_change = request.user.has_perm("knowledge.change_import") and not entry.outcome
    form = RowForm(request.POST or None, initial={"action": entry.action, "document": entry.document})
    if request.method == "POST" and may_change and form.is_valid():
        try:
            services.correct(entry, form.cleaned_data["document"], action=form.cleaned_data["action"])
        except NotNow as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"“{form.cleaned_data['document'].title}” was corrected.")
        return redirect("imports:one", entry.run_id)
    lines = entry.source.text.split("\n")[max(entry.line - 1, 0) : entry.end_line]
    context = {
        "entry": entry,
        "form": form,
        "may_change": may_change,
        "lines": list(enumerate(lines[:LINES], start=max(entry.line, 1))),
        "changes": _changes(entry),
        **_crumbs(entry.title, entry.run),
    }
    return render(request, "knowledge/imports/row.html", context)


@may_see
@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows a source line by line, with what became of each."""
    found = get_object_or_404(ImportSource.objects.select_related("run"), pk=pk)
    line = request.GET.get("line", "")
    number = (int(line[:9]) - 1) // LINES + 1 if line.isdecimal() else request.GET.get("p")
    page = Paginator(fates(found), LINES).get_page(number)
    context = {"source": found, "lines": page, **_crumbs(found.path, found.run)}
    return render(request, "knowledge/imports/source.html", context)


def _rows(request: HttpRequest, run: Import):
    if request.POST.get("which") == "all":
        return RowsFilter(request.GET, run).rows()
    ticked = [int(pk) for pk in request.POST.getlist("row") if pk.isdecimal() and len(pk) < 19]
    return run.entries.filter(pk__in=ticked[:1000])


def _change(request: HttpRequest, run: Import) -> None:
    form = ChangeForm(request.POST)
    if not form.is_valid():
        for field, errors in form.errors.items():
            messages.error(request, f"{field.capitalize()}: {' '.join(str(one) for one in errors)}")
        return
    number, refused = services.change(_rows(request, run), **form.cleaned_data)
    _say(request, number, "was changed", "were changed")
    if refused:
        named = ", ".join(f"“{title}”" for title in refused[:3])
        messages.warning(request, f"{len(refused)} do not take these values: {named}.")


def _say(request: HttpRequest, number: int, one_: str, many: str) -> None:
    if number:
        messages.success(
            request, f"{number} {'entry' if number == 1 else 'entries'} {one_ if number == 1 else many}."
        )
    else:
        messages.warning(request, "No entry that still waits was chosen.")


def _numbers(run: Import) -> list[tuple[str, int]]:
    rows = run.entries.order_by().values_list("outcome", "action").annotate(number=Count("pk"))
    outcomes, actions = dict(ImportedEntry.Outcome.choices), dict(ImportedEntry.Action.choices)
    found: dict[str, int] = {}
    for outcome, action, number in rows:
        label = outcomes[outcome] if outcome else f"To {actions[action].lower()}"
        found[label] = found.get(label, 0) + number
    return sorted(found.items(), key=lambda row: -row[1])


def _changes(entry: ImportedEntry):
    """Returns what an update would change, as the merging shows it."""
    known = EntryPage.objects.filter(pk=(entry.duplicate or {}).get("pk")).first()
    if known is None or entry.outcome:
        return None
    try:
        theirs, ours = latest_document(known), read(entry.document)
    except DocumentError:
        return None
    return shown(differences(theirs, ours), ours.kind) if theirs.kind == ours.kind else None


def _crumbs(title: str, run: Import | None = None) -> dict:
    items = [{"url": reverse("imports:index"), "label": "Imports"}]
    if run is not None:
        items.append({"url": reverse("imports:one", args=[run.pk]), "label": run.title})
    return {
        "page_title": title,
        "header_title": title,
        "breadcrumbs_items": [*items, {"url": "", "label": title}],
    }


PATTERNS = [
    path("<int:pk>/", one, name="one"),
    path("<int:pk>/progress/", progress, name="progress"),
    path("<int:pk>/decide/", decide, name="decide"),
    path("entry/<int:pk>/", row, name="row"),
    path("source/<int:pk>/", source, name="source"),
]
