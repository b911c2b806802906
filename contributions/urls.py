"""The addresses of everything readers send. Literal ones stand before those that take a kind."""

from django.urls import URLPattern, URLResolver, path

from contributions.credit.views import contributor, contributors
from contributions.newsletter.urls import urlpatterns as newsletter
from contributions.submissions.views import (
    correct,
    from_trace,
    lost,
    revising,
    similar,
    start,
    status,
    submit,
)
from contributions.testimonials.urls import urlpatterns as testimonials

app_name = "contributions"

urlpatterns: list[URLPattern | URLResolver] = [
    *testimonials,
    path("contributors/", contributors, name="contributors"),
    path("contributors/entries/", contributor, name="contributor"),
    *newsletter,
    path("contribute/", start.start, name="start"),
    path("contribute/sent/", start.sent, name="sent"),
    path("contribute/similar/", similar.similar, name="similar"),
    path("contribute/debug/start/", from_trace.from_trace, name="from_trace"),
    path("contribute/correction/<str:code>/", correct.correct, name="correct"),
    path("contribute/status/", lost.lost, name="lost"),
    path("contribute/status/<token>/", status.StatusView.as_view(), name="status"),
    path("contribute/status/<token>/confirm/", status.ConfirmView.as_view(), name="status_confirm"),
    path("contribute/status/<token>/say/", status.SayView.as_view(), name="status_say"),
    path("contribute/status/<token>/credit/", status.CreditView.as_view(), name="status_credit"),
    path("contribute/status/<token>/edit/", revising.ReviseView.as_view(), name="status_edit"),
    path("contribute/status/<token>/withdraw/", status.WithdrawView.as_view(), name="status_withdraw"),
]

# Last, because a kind may have any name.
urlpatterns += [path("contribute/<slug:kind>/", submit.submit, name="submit")]
