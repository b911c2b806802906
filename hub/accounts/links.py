"""What links in mail open. Looking at one changes nothing, not even who is signed in."""

from __future__ import annotations

from allauth.account.mixins import LogoutFunctionalityMixin
from allauth.account.views import ConfirmEmailView, PasswordResetFromKeyView


class _OnlyWhenSent(LogoutFunctionalityMixin):
    """Signs another account out when the form is sent, where allauth would do it on sight of the page."""

    def logout(self) -> None:
        if self.request.method == "POST":
            super().logout()


class ConfirmEmail(_OnlyWhenSent, ConfirmEmailView):
    pass


class ResetPassword(_OnlyWhenSent, PasswordResetFromKeyView):
    pass


confirm_email = ConfirmEmail.as_view()
reset_password = ResetPassword.as_view()
