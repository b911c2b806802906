"""Where a page of entries begins, signed: nobody makes one up, and it stays valid while entries come and go."""

from django.core.signing import BadSignature, Signer
from ninja.errors import ValidationError

SALT = "hub.api.cursors"


def cursor_after(entry_id: int) -> str:
    """Returns the cursor of the page that follows an entry."""
    return Signer(salt=SALT).sign_object({"after": entry_id})


def entry_before(cursor: str) -> int:
    """Returns the primary key of the entry a page follows.

    Raises:
        ninja.errors.ValidationError: for a cursor that this site did not give out.
    """
    try:
        return Signer(salt=SALT).unsign_object(cursor)["after"]
    except BadSignature:
        fault = {"loc": ("query", "cursor"), "msg": "is none that this API gave out; begin without one"}
        raise ValidationError([fault]) from None
