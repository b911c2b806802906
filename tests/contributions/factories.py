"""Submissions in any state, made the way people make them."""

from dataclasses import replace

from contributions.submissions import services
from contributions.submissions.models import Submission
from contributions.submissions.services import Sender
from contributions.submissions.states import Role, State
from knowledge.entrydocs import EntryDocument, Section, document_from_page
from tests.factories import CategoryFactory, DebugEntryPageFactory, TechnologyFactory, UserFactory

DESK = {Role.MODERATOR}


def debug_document(**changes) -> EntryDocument:
    """Returns a complete debug entry as somebody would send it."""
    technology = changes.pop("technology", None) or TechnologyFactory()
    attributes = {
        "technology": technology.slug,
        "messages": ["KeyError: 'token'"],
        "error_kind": "runtime",
        **changes.pop("attributes", {}),
    }
    return EntryDocument(
        kind="debug",
        title=changes.pop("title", "A dictionary lacks the key"),
        attributes=attributes,
        summary=changes.pop("summary", "The key was never set."),
        sections=changes.pop(
            "sections",
            (
                Section("Root cause", "Nothing had set it."),
                Section("Fix", "Set it first, or use `dict.get`."),
            ),
        ),
        **changes,
    )


def question_document(**changes) -> EntryDocument:
    """Returns a complete question as somebody would send it."""
    attributes = {
        "technology": TechnologyFactory().slug,
        "category": CategoryFactory().slug,
        "level": "mid",
        "difficulty": 5,
        **changes.pop("attributes", {}),
    }
    return EntryDocument(
        kind="question",
        title=changes.pop("title", "Why does a list keep its old default?"),
        attributes=attributes,
        summary=changes.pop("summary", "Defaults are made once."),
        **changes,
    )


def submission(*, document: EntryDocument | None = None, **sender) -> Submission:
    """Returns a received submission of a guest."""
    sender.setdefault("email", "guest@example.org")
    return services.submit(document or debug_document(), sender=Sender(**sender))


def correction(
    entry=None, *, reason: str = "The fix was outdated.", fix: str = "Use `dict.get`."
) -> Submission:
    """Returns a received correction of a live debug entry."""
    entry = entry or DebugEntryPageFactory(live=True)
    document = document_from_page(entry)
    sections = tuple(
        Section(one.heading, fix if one.heading == "Fix" else one.text) for one in document.sections
    )
    changed = replace(document, sections=sections)
    return services.submit_correction(entry, changed, reason=reason, sender=Sender(email="guest@example.org"))


def submission_in(state: State, *, holder=None) -> Submission:
    """Returns a submission that was led to a state by its usual way."""
    holder = holder or UserFactory()
    one = submission()
    if state == State.RECEIVED:
        return one
    if state == State.WITHDRAWN:
        services.withdraw(one)
        return fresh(one)
    services.claim(one, user=holder, roles=DESK)
    one = fresh(one)
    by = {"user": holder, "roles": DESK, "version": one.version}
    if state == State.CHANGES_REQUESTED:
        services.request_changes(one, reason="Which version?", **by)
    elif state == State.DECLINED:
        services.decline(one, reason="It is no error.", **by)
    elif state == State.SPAM:
        services.mark_spam(one, **by)
    elif state == State.MERGED:
        services.merge_as_variant(one, DebugEntryPageFactory(live=True), **by)
    elif state in {State.ACCEPTED, State.PUBLISHED}:
        services.accept(one, **by)
        if state == State.PUBLISHED:
            services.publish(fresh(one))
    return fresh(one)


def fresh(one: Submission) -> Submission:
    return Submission.objects.get(pk=one.pk)
