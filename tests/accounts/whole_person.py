"""Somebody who did everything one can do here, and every trace of it in the database."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail import models as wagtail
from wagtail.admin.models import EditingSession
from wagtail.documents.models import Document
from wagtail.users.models import UserProfile

from contributions.newsletter.letters.models import Letter
from contributions.submissions import services
from contributions.submissions.desk.models import DeskPreference
from contributions.submissions.models import Blocked
from contributions.submissions.states import Role, State
from hub.core.models import HubImage, User
from knowledge.models import Import
from learning.progress.events import read
from learning.progress.services import take
from tests.accounts.conftest import account, sign_in
from tests.accounts.passkeys import Passkey
from tests.contributions import factories as sent
from tests.contributions.newsletter.factories import subscriber
from tests.contributions.testimonials import factories as notes
from tests.factories import DebugEntryPageFactory, QuestionPageFactory

NAME, LINK = "Ada Quillfeather", "https://quillfeather.example/"
ADDRESS, OTHER_ADDRESS = "ada@quillfeather.example", "countess@quillfeather.example"
SAID = "quillfeather"  # in everything that says who it is
PLACE = {"HTTP_USER_AGENT": "Quillfeather/1.0", "REMOTE_ADDR": "203.0.113.77"}


def whole_person() -> User:
    """Returns somebody with rows of every sort; what they did is theirs alone, with names in it."""
    user = account(
        email=ADDRESS, first_name="Ada", last_name="Quillfeather", display_name=NAME, link=LINK, credited=True
    )
    user.groups.add(Group.objects.get(name="Editors"))
    _ways_in(user)
    _contributions(user)
    _desk(user)
    _admin(user)
    return user


def _ways_in(user: User) -> None:
    sign_in(Client(**PLACE), user)
    EmailAddress.objects.create(user=user, email=OTHER_ADDRESS, verified=True)
    SocialAccount.objects.create(user=user, provider="github", uid="77", extra_data={"name": NAME})
    Passkey(user, name="Key of Quillfeather")
    RecoveryCodes.activate(user)
    profile = UserProfile.get_for_user(user)
    profile.avatar.save("quillfeather.png", ContentFile(b"picture"))


def _contributions(user: User) -> None:
    signed = {"name": NAME, "link": LINK, "named": True}
    holder = sent.UserFactory()
    for state in (State.RECEIVED, State.CHANGES_REQUESTED, State.PUBLISHED):
        one = sent.submission(user=user, email="", **signed)
        if state != State.RECEIVED:
            services.claim(one, user=holder, roles=sent.DESK)
        by = {"user": holder, "roles": sent.DESK, "version": sent.fresh(one).version}
        if state == State.CHANGES_REQUESTED:
            services.request_changes(one, reason="Which version?", **by)
            services.say(sent.fresh(one), "Version 3.", role=Role.CONTRIBUTOR, author=user)
        elif state == State.PUBLISHED:
            services.accept(one, **by)
            sent.fresh(one).entry.get_latest_revision().publish()
    as_guest = sent.submission(email=OTHER_ADDRESS, **signed)
    services.confirm_email(as_guest)
    sent.submission(email=ADDRESS, **signed)  # never confirmed
    notes.note_in(email=ADDRESS, author=user, name=NAME, link=LINK)
    notes.note_in(email=OTHER_ADDRESS, name=NAME)
    subscriber(ADDRESS, letters=True)
    subscriber(OTHER_ADDRESS, news=True)
    learned = {"on": True, "title": "Mine", "note": "A note of Quillfeather"}
    at = timezone.now().strftime("%Y-%m-%dT%H:%M:%S.000Z")
    event = {"id": "a" * 22, "what": "bookmark", "code": "PY-001", "at": at, "data": learned}
    take(user, [read(event)])


def _desk(user: User) -> None:
    one = sent.submission()
    services.claim(one, user=user, roles=sent.DESK)
    declined = sent.submission()
    services.claim(declined, user=user, roles=sent.DESK)
    version = sent.fresh(declined).version
    services.decline(declined, user=user, roles=sent.DESK, version=version, reason="It is no error.")
    Blocked.objects.create(digest="d1", what="email", blocked_by=user)
    DeskPreference.objects.create(user=user, rhythm="weekly")
    Letter.objects.create(subject="Ten errors of deploy day", written_by=user)


def _admin(user: User) -> None:
    entry = QuestionPageFactory(owner=user, title="Mine", live=True, locked=True, locked_by=user)
    entry.save_revision(user=user, log_action=True)
    comment = wagtail.Comment.objects.create(
        page=entry, user=user, text="Signed, Quillfeather", contentpath="title"
    )
    wagtail.CommentReply.objects.create(comment=comment, user=user, text="Quillfeather again")
    wagtail.PageSubscription.objects.create(page=entry, user=user, comment_notifications=True)
    other = DebugEntryPageFactory(live=True)
    other.save_revision()
    workflow = wagtail.Workflow.objects.filter(active=True).first()
    workflow.start(other, user)
    wagtail.ModelLogEntry.objects.log_action(user, "wagtail.edit", user=user)
    EditingSession.objects.create(
        user=user, content_type=ContentType.objects.get_for_model(entry), object_id=entry.pk,
        last_seen_at=timezone.now() + timedelta(minutes=1),
    )  # fmt: skip
    Import.objects.create(title="Forty questions", created_by=user)
    wagtail.APIToken.objects.create(user=user, name="Quillfeather's key")
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    HubImage.objects.create(
        title="A lamp", file=ImageFile(BytesIO(picture.getvalue()), "lamp.png"), uploaded_by_user=user
    )
    Document.objects.create(title="A table", file=ContentFile(b"1,2", "table.csv"), uploaded_by_user=user)


def traces(*words: str) -> dict[str, list[str]]:
    """Returns where in the whole database any of some words stand, by model and field."""
    found: dict[str, list[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for row in model._base_manager.all():
            for where, text in _texts(row):
                if any(word.lower() in text.lower() for word in words):
                    found.setdefault(f"{model._meta.label}.{where}", []).append(text[:200])
    return found


def _texts(row: Model):
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        if isinstance(value, str | dict | list) or hasattr(value, "stream_block") or hasattr(value, "url"):
            prepared = field.get_prep_value(value) if hasattr(value, "stream_block") else value
            yield field.name, str(prepared)


def relations() -> dict[str, str]:
    """Returns every column of the database that names an account, with what becomes of it when the account goes."""
    return {
        f"{one.related_model._meta.label}.{one.field.name}": one.on_delete.__name__
        for one in User._meta.get_fields(include_hidden=True)
        if one.auto_created and not one.concrete and one.related_model._meta.managed
        and not one.related_model._meta.proxy and hasattr(one, "on_delete")
    }  # fmt: skip
