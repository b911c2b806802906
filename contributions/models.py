"""Where Django finds the models of the packages."""

from contributions.gate.models import Passage
from contributions.newsletter.letters.models import Letter
from contributions.newsletter.models import Consent, Subscriber
from contributions.submissions.desk.models import DeskPreference
from contributions.submissions.models import (
    Blocked,
    Decision,
    DecisionReason,
    Message,
    Submission,
)
from contributions.testimonials.models import Testimonial, TestimonialDecision

__all__ = [
    "Blocked",
    "Consent",
    "Decision",
    "DecisionReason",
    "DeskPreference",
    "Letter",
    "Message",
    "Passage",
    "Submission",
    "Subscriber",
    "Testimonial",
    "TestimonialDecision",
]
