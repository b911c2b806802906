"""Models of the ground floor, one subject a file."""

from hub.core.models.images import HubImage, HubRendition
from hub.core.models.jobs import JobRun, SignOfLife
from hub.core.models.mail import MailPace, MailReport, OutgoingMail, SuppressedAddress
from hub.core.models.users import User

__all__ = [
    "HubImage",
    "HubRendition",
    "JobRun",
    "MailPace",
    "MailReport",
    "OutgoingMail",
    "SignOfLife",
    "SuppressedAddress",
    "User",
]
