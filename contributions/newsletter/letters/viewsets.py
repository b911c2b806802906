"""The editors' list and form of letters; what happens to one after that is in `views`."""

from __future__ import annotations

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from contributions.newsletter.letters import views
from contributions.newsletter.letters.models import Letter


class LetterCreateView(CreateView):
    """A new letter is signed by who writes it."""

    def save_instance(self):
        self.form.instance.written_by = self.request.user
        return super().save_instance()

    def get_success_url(self) -> str:
        return reverse(views.ONE, args=[self.object.pk])


class OnlyBeforeSending:
    """Refuses what would change a letter that readers have, or that somebody has released who may send."""

    @transaction.atomic
    def dispatch(self, request, *args, **kwargs):
        letter = get_object_or_404(Letter.objects.select_for_update(), pk=kwargs["pk"])  # nor meanwhile
        if not letter.is_editable:
            messages.error(request, "Readers have this letter already: it stays as it is.")
            return redirect(views.ONE, letter.pk)
        if letter.state == Letter.State.SCHEDULED and not request.user.has_perm("contributions.send_letter"):
            messages.error(request, "This letter is scheduled: only those change it who may send it.")
            return redirect(views.ONE, letter.pk)
        return super().dispatch(request, *args, **kwargs)


class LetterEditView(OnlyBeforeSending, EditView):
    """The form of a letter."""

    def get_success_url(self) -> str:
        return reverse(views.ONE, args=[self.object.pk])


class LetterDeleteView(OnlyBeforeSending, DeleteView):
    """A letter that nobody has can be thrown away."""


class LetterViewSet(ModelViewSet):
    """Letters in the admin."""

    model = Letter
    name = "letters"
    url_prefix = "letters"
    icon = "mail"
    menu_label = "Letters"
    menu_order = 140
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = LetterCreateView
    edit_view_class = LetterEditView
    delete_view_class = LetterDeleteView
    list_per_page = 50
    list_filter = ["state"]
    search_fields = ["subject"]
    list_display = [
        TitleColumn("subject", label="Subject", get_url=lambda letter: reverse(views.ONE, args=[letter.pk])),
        Column("state", label="State", accessor="get_state_display", sort_key="state", width="14%"),
        Column("queued", label="Readers", width="10%"),
        DateColumn("scheduled_for", label="Scheduled for", width="14%"),
        DateColumn("started_at", label="Sent", sort_key="started_at", width="14%"),
    ]
    panels = [
        FieldPanel("subject"),
        FieldPanel("body"),
        FieldPanel("technologies"),
        FieldPanel("public"),
    ]

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", views.one, name="one"),
            path("<int:pk>/html/", views.as_html, name="html"),
            path("<int:pk>/<slug:action>/", views.act, name="act"),
        ]
