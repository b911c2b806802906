"""What time does to testimonials: their authors are asked, they expire, and what has ended is deleted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from contributions.submissions.states import Role
from contributions.testimonials import notifications
from contributions.testimonials.ledger import check, decide, locked
from contributions.testimonials.models import ASKED_BEFORE, Testimonial
from contributions.testimonials.states import Action, State

logger = logging.getLogger(__name__)

CONFIRMED_WITHIN = timedelta(days=14)
KEPT_AFTER_END = timedelta(days=365)


def pass_time() -> None:
    """Does everything that is due; the daily job. It may run twice."""
    ask_before_expiry()
    expire_overdue()
    forget_ended()


def ask_before_expiry() -> int:
    """Asks the authors of what ends soon whether it shall stay. Returns how many were asked."""
    return _each(Testimonial.objects.due_for_question(timezone.now() + ASKED_BEFORE), _ask)


def expire_overdue() -> int:
    """Shows no more what nobody renewed. Returns how many expired."""
    return _each(Testimonial.objects.overdue(), _expire)


def forget_ended() -> int:
    """Deletes what was never confirmed, and what ended long ago. Returns how many were deleted."""
    now = timezone.now()
    never = Q(state=State.UNCONFIRMED, state_since__lt=now - CONFIRMED_WITHIN)
    ended = Q(
        state__in=(State.DECLINED, State.WITHDRAWN, State.EXPIRED), state_since__lt=now - KEPT_AFTER_END
    )
    with transaction.atomic():
        gone = list(
            Testimonial.objects.select_for_update().filter(never | ended).values_list("pk", flat=True)
        )
        Testimonial.objects.filter(pk__in=gone).delete()
    return len(gone)


def _each(rows, act: Callable[[Testimonial], bool]) -> int:
    """Does something with each row in a transaction of its own; one that fails holds up no other."""
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                done += act(locked(row))
        except Testimonial.DoesNotExist:
            continue
        except Exception:
            logger.exception("%s was left for the next run.", row)
    return done


def _ask(testimonial: Testimonial) -> bool:
    if testimonial.reminded_at or not testimonial.asks_to_stay:
        return False
    testimonial.reminded_at = timezone.now()
    testimonial.save(update_fields=["reminded_at"])
    notifications.ask_to_stay(testimonial)
    return True


def _expire(testimonial: Testimonial) -> bool:
    if not testimonial.is_over:
        return False
    role = check(testimonial, Action.EXPIRE, {Role.SYSTEM})
    decide(testimonial, Action.EXPIRE, to_state=State.EXPIRED, role=role)
    return True
