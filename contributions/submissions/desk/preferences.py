"""Where somebody at the desk says how they wish to be told: a panel of their own account page in the admin."""

from __future__ import annotations

from django import forms
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from contributions.submissions.desk.models import DeskPreference
from contributions.submissions.permissions import may_moderate


class DeskPreferenceForm(forms.ModelForm):
    """How often, and of which technologies."""

    class Meta:
        model = DeskPreference
        fields = ["rhythm", "technologies"]
        widgets = {"rhythm": forms.RadioSelect, "technologies": forms.CheckboxSelectMultiple}


class DeskPanel(BaseSettingsPanel):
    """Shown to the desk only; what is saved is the person's own."""

    name = "desk"
    title = "Submissions that wait"
    help_text = "A mail says what waits for the desk; none is sent when nothing does."
    tab = notifications_tab
    order = 200
    form_class = DeskPreferenceForm

    def is_active(self) -> bool:
        return may_moderate(self.user)

    def get_form(self) -> DeskPreferenceForm:
        wish = DeskPreference.objects.filter(user=self.user).first() or DeskPreference(user=self.user)
        data = self.request.POST if self.request.method == "POST" else None
        return DeskPreferenceForm(data, instance=wish, prefix=self.name)
