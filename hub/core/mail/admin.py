"""The administrators' side of mail: the log, another try for a failed mail, and who gets none."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from hub.core.mail import suppression
from hub.core.mail.addresses import LONGEST, InvalidAddress, normalise
from hub.core.mail.delivery import deliver
from hub.core.models import OutgoingMail, SuppressedAddress

LOG, SUPPRESSION = "mail_log", "mail_suppression"
State = OutgoingMail.State


class MailFilterSet(WagtailFilterSet):
    """What the log is narrowed by."""

    class Meta:
        model = OutgoingMail
        fields = ["state", "category"]


class RetryColumn(Column):
    """A button at each mail that can be tried again."""

    cell_template_name = "mail/admin/retry_cell.html"

    def get_value(self, instance: OutgoingMail) -> bool:
        return can_retry(instance)


class MailLog(ReportView):
    """All mail of the last months, the newest first. Recipients are masked, contents never shown."""

    page_title = "Mail log"
    header_icon = "mail"
    index_url_name = LOG
    index_results_url_name = f"{LOG}_results"
    permission_policy = ModelPermissionPolicy(OutgoingMail)
    any_permission_required = ["view"]
    filterset_class = MailFilterSet
    is_searchable = False
    list_export: list[str] = []
    paginate_by = 50
    columns = [
        DateColumn("created_at", label="Queued"),
        Column("recipient", label="To", accessor="masked_recipient"),
        Column("category", label="Category"),
        Column("state", label="State", accessor="get_state_display"),
        Column("attempts", label="Attempts"),
        Column("error", label="Last answer", width="30%"),
        RetryColumn("retry", label="Again"),
    ]

    def get_queryset(self):
        self.queryset = OutgoingMail.objects.defer("text", "html", "headers")
        return super().get_queryset()


class AddressForm(forms.Form):
    """An address as somebody types it."""

    address = forms.CharField(max_length=LONGEST, label="Mail address")
    reason = forms.ChoiceField(choices=SuppressedAddress.Reason.choices, required=False)

    def clean_address(self) -> str:
        try:
            return normalise(self.cleaned_data["address"])
        except InvalidAddress as error:
            raise forms.ValidationError(str(error)) from error


def can_retry(mail: OutgoingMail) -> bool:
    """Says whether a failed mail still has its content and may be tried again."""
    return mail.state == State.FAILED and bool(mail.recipient)


def _demand(request: HttpRequest, model: type, action: str) -> None:
    if not ModelPermissionPolicy(model).user_has_permission(request.user, action):
        raise PermissionDenied


@require_POST
def retry(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Puts a failed mail back into the queue as if it were new."""
    _demand(request, OutgoingMail, "change")
    now = timezone.now()
    again = OutgoingMail.objects.filter(pk=mail_id, state=State.FAILED).exclude(text="")
    with transaction.atomic():
        if again.update(state=State.QUEUED, attempts=0, next_attempt_at=now, changed_at=now, error=""):
            transaction.on_commit(deliver.enqueue, robust=True)
            messages.success(request, "The mail is in the queue again.")
        else:
            messages.error(request, "This mail cannot be sent again: its content is no longer kept.")
    return redirect(LOG)


def suppression_view(request: HttpRequest) -> HttpResponse:
    """Looks up an address that gets no mail; adds or removes it. The address never stands in a URL."""
    _demand(request, SuppressedAddress, "view")
    form = AddressForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        address, action = form.cleaned_data["address"], request.POST.get("action")
        if action == "add":
            _demand(request, SuppressedAddress, "add")
            suppression.suppress(address, form.cleaned_data["reason"] or SuppressedAddress.Reason.ASKED)
        elif action == "remove":
            _demand(request, SuppressedAddress, "delete")
            suppression.allow(address)
        found = suppression.reasons(address)
    context = {
        "form": form,
        "found": found,
        "page_title": "Addresses that get no mail",
        "header_icon": "mail",
    }
    return render(request, "mail/admin/suppression.html", context)


class _Item(MenuItem):
    """Shown to whom its page is."""

    def __init__(self, *args, model: type, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.policy = ModelPermissionPolicy(model)

    def is_shown(self, request: HttpRequest) -> bool:
        return self.policy.user_has_permission(request.user, "view")


def urls() -> list:
    """Returns the addresses of these pages, for Wagtail's admin."""
    return [
        path("mail/", MailLog.as_view(), name=LOG),
        path("mail/results/", MailLog.as_view(results_only=True), name=f"{LOG}_results"),
        path("mail/<int:mail_id>/retry/", retry, name="mail_retry"),
        path("mail/addresses/", suppression_view, name=SUPPRESSION),
    ]


def log_menu_item() -> MenuItem:
    return _Item("Mail log", reverse(LOG), name=LOG, icon_name="mail", order=910, model=OutgoingMail)


def suppression_menu_item() -> MenuItem:
    title = "Addresses without mail"
    return _Item(
        title, reverse(SUPPRESSION), name=SUPPRESSION, icon_name="mail", order=920, model=SuppressedAddress
    )
