"""The pages of an import: what is brought in, its plan as a table, how it goes on, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.log_actions import registry as log_registry

from knowledge.importing.runs import services
from knowledge.importing.runs.correcting import NOTHING, TooMany
from knowledge.importing.runs.filters import ChangeForm, RowsFilter
from knowledge.importing.runs.forms import MAX_BYTES, MAX_FILES, MAX_TEXT, BringInForm
from knowledge.importing.runs.services import NotNow
from knowledge.importing.runs.undoing import undoing
from knowledge.models import Import, ImportedEntry
from knowledge.models.imports import OPEN

ROWS, FILES, FEW, STEPS = 50, 100, 8, 20
may_see = permission_required("knowledge.view_import")
may_add = permission_required("knowledge.add_import")
may_decide = permission_required("knowledge.change_import")


@may_add
@require_http_methods(["GET", "HEAD", "POST"])
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
    limits = {"files": MAX_FILES, "bytes": MAX_BYTES, "megabytes": MAX_BYTES // 1_000_000, "text": MAX_TEXT}
    context = {"form": form, "limits": limits, **crumbs("Bring in")}
    return render(request, "knowledge/imports/bring_in.html", context)


@may_see
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what was found, as a table one can narrow, correct and approve in parts."""
    run = get_object_or_404(Import.objects.select_related("created_by"), pk=pk)
    narrowed = RowsFilter(request.GET, run)
    rows = narrowed.rows().select_related("source", "page").defer("document", "source__text")
    page = Paginator(rows, ROWS).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    sources = run.sources.defer("text").order_by("pk")
    context = {
        "run": run,
        "rows": page,
        "filter": narrowed,
        "query": query.urlencode(),
        "change": ChangeForm(),
        "standing": Standing(run),
        "sources": sources[:FEW],
        "source_count": sources.count(),
        "progress": words_of(run),
        "steps": log_registry.get_logs_for_instance(run)
        .select_related("user")
        .order_by("-timestamp", "-pk")[:STEPS],
        "nothing": NOTHING,
        "may_decide": request.user.has_perm("knowledge.change_import"),
        **crumbs(run.title),
    }
    return render(request, "knowledge/imports/one.html", context)


@may_see
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Says how far the background has come."""
    run = get_object_or_404(Import, pk=pk)
    return JsonResponse({"busy": run.is_busy, "done": run.done, "steps": run.steps, "words": words_of(run)})


@may_see
@require_safe
def sources(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows every file of an import with what was found in it."""
    run = get_object_or_404(Import, pk=pk)
    found = run.sources.defer("text").annotate(found=Count("entries")).order_by("pk")
    page = Paginator(found, FILES).get_page(request.GET.get("p"))
    context = {"run": run, "sources": page, **crumbs("Files", run)}
    return render(request, "knowledge/imports/sources.html", context)


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
                number = services.choose(run, _rows(request, run), user=request.user)
                _say(request, number, "is being imported", "are being imported")
            case "close":
                services.close(run, user=request.user)
                messages.success(request, "Finished. What still waited was skipped.")
    except (NotNow, TooMany) as error:
        messages.warning(request, str(error))
    return back


@may_decide
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what undoing an import would do, and does it."""
    run = get_object_or_404(Import, pk=pk)
    if request.method == "POST":
        try:
            services.undo(run, user=request.user)
            messages.success(request, "Everything this import made is being taken back.")
        except NotNow as error:
            messages.error(request, str(error))
        return redirect("imports:one", run.pk)
    context = {"run": run, "undoing": undoing(run), **crumbs("Undo", run)}
    return render(request, "knowledge/imports/undo.html", context)


def _rows(request: HttpRequest, run: Import):
    if request.POST.get("which") == "all":
        return RowsFilter(request.GET, run).rows()
    ticked = [int(pk) for pk in request.POST.getlist("row") if pk.isdecimal() and len(pk) < 19]
    return run.entries.filter(pk__in=ticked[:1000])


def _change(request: HttpRequest, run: Import) -> None:
    form = ChangeForm(request.POST)
    if not form.is_valid():
        for field, errors in form.errors.items():
            said = " ".join(str(one) for one in errors)
            messages.error(request, said if field == "__all__" else f"{form[field].label}: {said}")
        return
    changed = services.change(run, _rows(request, run), user=request.user, **form.cleaned_data)
    if changed.number or not changed.refused:
        _say(request, changed.number, "was changed", "were changed")
    for why, titles in list(changed.refused.items())[:5]:
        named = ", ".join(f"“{title}”" for title in titles[:3])
        rest = f" and {len(titles) - 3:,} more" if len(titles) > 3 else ""
        messages.warning(request, f"Not changed, because {why}: {named}{rest}.")


def _say(request: HttpRequest, number: int, one_: str, many: str) -> None:
    if number:
        counted = f"{number:,} {'entry' if number == 1 else 'entries'}"
        messages.success(request, f"{counted} {one_ if number == 1 else many}.")
    else:
        messages.warning(request, "No entry was chosen that can still be decided: tick some first.")


def words_of(run: Import) -> str:
    """Returns what the background does, and how far it has come."""
    far = f"{run.done:,} of {run.steps:,}" if run.steps else ""
    match run.state:
        case Import.State.READING:
            return f"Reading and comparing: {far}." if far else "The files are being read."
        case Import.State.APPLYING:
            return f"Making drafts: {far} entries." if far else "Drafts are being made."
        case Import.State.UNDOING:
            return "Everything it made is being taken back."
    return ""


@dataclass(frozen=True)
class Number:
    """How many rows stand alike, and the filter that shows them."""

    label: str
    number: int
    query: str


class Standing:
    """How many entries of an import are to be created, were created, need a look."""

    def __init__(self, run: Import) -> None:
        self._run = run

    @cached_property
    def _counted(self) -> list[tuple[str, str, int]]:
        rows = self._run.entries.order_by().values_list("outcome", "action").annotate(number=Count("pk"))
        return list(rows)

    @property
    def open(self) -> int:
        """How many are still to be decided."""
        return sum(number for outcome, _, number in self._counted if outcome in OPEN)

    @property
    def made(self) -> int:
        """How many have become, or changed, an entry of the hub."""
        made = {ImportedEntry.Outcome.CREATED, ImportedEntry.Outcome.UPDATED, ImportedEntry.Outcome.JOINED}
        return sum(number for outcome, _, number in self._counted if outcome in made)

    @property
    def numbers(self) -> list[Number]:
        """The numbers of the whole import, each with the filter that shows its rows."""
        actions, outcomes = dict(ImportedEntry.Action.choices), dict(ImportedEntry.Outcome.choices)
        found: dict[tuple[str, str], int] = {}
        for outcome, action, number in self._counted:
            if outcome == ImportedEntry.Outcome.WAITING:
                key = (f"to {actions[action].lower()}", urlencode({"action": action, "outcome": "open"}))
            else:
                key = (outcomes[outcome].lower(), urlencode({"outcome": outcome}))
            found[key] = found.get(key, 0) + number
        return [
            Number(label, number, query)
            for (label, query), number in sorted(found.items(), key=lambda one: -one[1])
        ]

    @property
    def to_look_at(self) -> list[Number]:
        """What of the open rows an editor should look at first."""
        found = self._run.entries.filter(outcome__in=OPEN).aggregate(
            warned=Count("pk", filter=~Q(warnings=[])),
            bare=Count("pk", filter=Q(answered=False)),
            assumed=Count("pk", filter=Q(because__level=NOTHING) | Q(because__technology=NOTHING)),
        )
        both = [
            Number("with warnings", found["warned"], "need=warnings&outcome=open"),
            Number("with something assumed", found["assumed"], "need=assumed&outcome=open"),
            Number("without an answer", found["bare"], "need=unanswered&outcome=open"),
        ]
        return [one for one in both if one.number]


def crumbs(title: str, run: Import | None = None, short: str = "") -> dict:
    """Returns what the header of a page shows: its title, the way to it, and a short name at its end."""
    items = [{"url": reverse("imports:index"), "label": "Imports"}]
    if run is not None:
        items.append({"url": reverse("imports:one", args=[run.pk]), "label": run.title})
    return {
        "page_title": title,
        "header_title": title if run is None else f"{title} ({run.title})",
        "header_icon": "download",
        "breadcrumbs_items": [*items, {"url": "", "label": short or title}],
    }
