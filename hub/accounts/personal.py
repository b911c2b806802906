"""What the hub itself keeps about a person: the account, ways and places of signing in, mail, work in the admin."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.functions import Lower
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
)
from wagtail.users.models import UserProfile

from hub.accounts.places import end_places
from hub.core.models import OutgoingMail, User
from hub.core.personal import PersonalData, register

State = OutgoingMail.State


def export_account(user: User) -> dict[str, Any]:
    """Returns the account with everything that opens it. Secrets are no data about a person: they stay out."""
    factors = [
        {
            "kind": factor.get_type_display(),
            "name": factor.wrap().name if factor.type == Authenticator.Type.WEBAUTHN else "",
            "added": factor.created_at,
            "last_used": factor.last_used_at,
        }
        for factor in Authenticator.objects.filter(user=user).order_by("pk")
    ]
    return {
        "address": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "public_name": user.display_name,
        "public_link": user.link,
        "named_with_contributions": user.credited,
        "made": user.date_joined,
        "last_signed_in": user.last_login,
        "groups": list(user.groups.order_by("name").values_list("name", flat=True)),
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "second_factors": factors,
        "signed_in_by": list(
            SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined", "extra_data")
        ),
        "signed_in_at": list(UserSession.objects.filter(user=user).values("created_at", "ip", "user_agent")),
        "picture": next((profile.avatar.name for profile in _pictures(user)), ""),
    }


def erase_account(user: User) -> None:
    """Ends all sessions and deletes the picture; the rest goes with the account's own row."""
    end_places(user)
    for profile in _pictures(user):
        transaction.on_commit(partial(profile.avatar.storage.delete, profile.avatar.name))
    # The log of the admin names people it was about by what they were called then.
    ModelLogEntry.objects.for_instance(user).update(label="a deleted account")


def _pictures(user: User) -> list[UserProfile]:
    return [profile for profile in UserProfile.objects.filter(user=user) if profile.avatar]


def export_mail(user: User) -> list[dict[str, Any]]:
    """Returns which mail went to the person's addresses. What it said is not kept."""
    return list(_mail(user).order_by("pk").values("category", "subject", "state", "created_at"))


def erase_mail(user: User) -> None:
    """Takes the addresses out of the log of mail, and what still waits out of the queue."""
    nothing = {
        "recipient": "",
        "subject": "",
        "text": "",
        "html": "",
        "reply_to": "",
        "headers": {},
        "error": "",
    }
    _mail(user).filter(state=State.QUEUED).update(state=State.SUPPRESSED)
    _mail(user).exclude(state=State.SENDING).update(**nothing)


def _mail(user: User):
    """Mail to the account's address and to those it has shown to be its own: anybody may type a stranger's."""
    shown = EmailAddress.objects.filter(user=user, verified=True)
    theirs = {user.email.lower(), *shown.values_list(Lower("email"), flat=True)}
    return OutgoingMail.objects.annotate(to=Lower("recipient")).filter(to__in=theirs)


def export_work(user: User) -> dict[str, Any]:
    """Returns what the person did in the admin: the pages that are theirs, and what the log says they did."""
    done = [
        {"what": entry["action"], "to": entry["label"], "at": entry["timestamp"]}
        for log in (PageLogEntry, ModelLogEntry)
        for entry in log.objects.filter(user=user)
        .order_by("timestamp")
        .values("action", "label", "timestamp")
    ]
    pages = Page.objects.filter(owner=user).order_by("pk").values("title", "url_path", "first_published_at")
    keys = APIToken.objects.filter(user=user).order_by("pk").values("name", "created")
    return {
        "pages": list(pages),
        "done": done,
        "comments": _remarks(Comment.objects.filter(user=user), "page__title"),
        "replies": _remarks(CommentReply.objects.filter(user=user), "comment__page__title"),
        "watched_pages": list(
            PageSubscription.objects.filter(user=user).values_list("page__title", flat=True)
        ),
        "images": _files(get_image_model(), user),
        "documents": _files(get_document_model(), user),
        "imports": list(user.imports.order_by("pk").values("title", "source_url", "state", "created_at")),  # type: ignore[attr-defined]
        "keys_of_the_api": list(keys),
        "language": next((one.preferred_language for one in UserProfile.objects.filter(user=user)), ""),
    }


def _remarks(remarks: QuerySet, page: str) -> list[dict[str, Any]]:
    rows = remarks.order_by("pk").values_list("text", page, "created_at")
    return [{"text": text, "on": title, "at": at} for text, title, at in rows]


def _files(model: type[Model], user: User) -> list[dict[str, Any]]:
    uploaded = model._default_manager.filter(uploaded_by_user=user).order_by("pk")
    return list(uploaded.values("title", "file", "created_at"))


def erase_work(user: User) -> None:
    """Nothing to do: pages, versions and files lose whose they were with the account, remarks to other editors
    and keys go with it, and the log keeps a bare number."""


register(
    PersonalData(key="account", label="Your account", export=export_account, erase=erase_account, position=10)
)
register(
    PersonalData(key="mail", label="Mail we sent you", export=export_mail, erase=erase_mail, position=20)
)
register(
    PersonalData(
        key="work", label="Your work in the admin", export=export_work, erase=erase_work, position=30
    )
)
