"""The pages of one submission, and the requests that decide it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from contributions.submissions import services
from contributions.submissions.desk.forms import DecisionForm, MessageForm
from contributions.submissions.desk.proposals import proposal_of
from contributions.submissions.desk.review import FORMS, Review
from contributions.submissions.models import Decision, Submission
from contributions.submissions.permissions import desk_roles
from contributions.submissions.services import Late, NotAllowed
from contributions.submissions.services.taking import claim_next, free_for
from contributions.submissions.states import Action, Role
from knowledge.entrydocs import DocumentError
from knowledge.kinds import CodeStemError

CAN_BE_UNDONE = {Action.ACCEPT, Action.MERGE, Action.DECLINE, Action.SPAM, Action.REQUEST_CHANGES}


def roles_of(request: HttpRequest) -> set[Role]:
    """Returns as whom somebody sits at the desk; whoever does not is refused."""
    roles = desk_roles(request.user)
    if not roles:
        raise PermissionDenied
    return roles


def _submission(pk: int) -> Submission:
    with_all = Submission.objects.select_related(
        "technology", "contributor", "claimed_by", "corrects", "variant_of", "entry"
    )
    return get_object_or_404(with_all, pk=pk)


def _page(request: HttpRequest, review: Review, status: int = 200) -> HttpResponse:
    submission = review.submission
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": reverse("submissions:index"), "label": "Submissions"},
        {"url": "", "label": submission.reference, "sublabel": submission.title},
    ]
    context = {
        "review": review,
        "submission": submission,
        "forms": review.forms,
        "breadcrumbs_items": crumbs,
        "header_title": f"{submission.reference}: {submission.title}",
        "header_icon": "mail",
    }
    return TemplateResponse(request, "contributions/desk/review.html", context, status=status)


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows a submission; nothing is changed by looking at it."""
    roles = roles_of(request)
    return _page(request, Review(_submission(pk), request.user, roles))


@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a submission into review, or holds it for two hours more."""
    roles = roles_of(request)
    submission = _submission(pk)
    try:
        services.claim(submission, user=request.user, roles=roles)
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect("submissions:review", pk)


@require_POST
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends the contributor a message."""
    roles = roles_of(request)
    role = Role.EDITOR if Role.EDITOR in roles else Role.MODERATOR
    submission = _submission(pk)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            services.say(submission, form.cleaned_data["text"], role=role, author=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The message was sent.")
            return redirect("submissions:review", pk)
    shown = Review(submission, request.user, roles)
    shown.message = form
    return _page(request, shown, status=422)


@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Takes the oldest submission that nobody holds."""
    decision = claim_next(user=request.user, roles=roles_of(request))
    if decision is None:
        messages.info(request, "Nothing waits for somebody to take it.")
        return redirect("submissions:index")
    return redirect("submissions:review", decision.submission_id)


@require_POST
def decide(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Decides about a submission, or shows it again with what was typed and what keeps it from happening."""
    roles = roles_of(request)
    if action not in FORMS:
        raise Http404
    submission = _submission(pk)
    form = FORMS[Action(action)](request.POST, proposal=proposal_of(submission))
    if not form.is_valid():
        return _page(request, Review(submission, request.user, roles, failed=form), status=422)
    try:
        decision = form.decide(
            {"user": request.user, "roles": roles, "version": form.cleaned_data["version"]}
        )
    except (NotAllowed, ValidationError, CodeStemError, DocumentError) as refused:
        return _refused(request, roles, form, refused)
    _report(request, decision)
    return redirect(_next_address(request, decision))


def _refused(request: HttpRequest, roles: set[Role], form: DecisionForm, refused: Exception) -> HttpResponse:
    submission = _submission(form.submission.pk)
    again = type(form)(form.data, proposal=proposal_of(submission))
    again.is_valid()
    again.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
    status = 409 if isinstance(refused, Late | services.Conflicting) else 422
    return _page(request, Review(submission, request.user, roles, failed=again), status=status)


def _report(request: HttpRequest, decision: Decision) -> None:
    submission = decision.submission
    said = render_to_string(
        "contributions/desk/decided.html",
        {"decision": decision, "submission": submission, "can_be_undone": decision.action in CAN_BE_UNDONE},
        request=request,
    )
    messages.success(request, said)


def _next_address(request: HttpRequest, decision: Decision) -> str:
    """Back to what was undone; else on to what this person holds, or to the oldest nobody does."""
    if decision.action == Action.UNDO:
        return reverse("submissions:review", args=(decision.submission_id,))
    following = (
        Submission.objects.held_by(request.user).order_by("created_at", "pk").first()
        or free_for(desk_roles(request.user)).exclude(pk=decision.submission_id).first()
    )
    if following is None:
        return reverse("submissions:index")
    return reverse("submissions:review", args=(following.pk,))
