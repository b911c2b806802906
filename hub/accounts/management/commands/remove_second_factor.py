"""For who has lost telephone, keys and recovery codes: whoever runs the hub lets them in by password again."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse

from hub.accounts.places import end_places
from hub.core import mail
from hub.core.addresses import absolute_url
from hub.core.models import User


class Command(BaseCommand):
    help = (
        "Removes the authenticator app, passkeys and recovery codes of an account, so that its password "
        "alone opens it, signs it out everywhere and writes to its address. Be sure who asks for it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address of the account")

    def handle(self, *args, **options) -> None:
        user = User.objects.filter(email__iexact=options["address"]).first()
        if user is None:
            raise CommandError(f"There is no account with the address {options['address']}.")
        with transaction.atomic():
            count, _ = Authenticator.objects.filter(user=user).delete()
            if count:
                end_places(user)  # what is lost may be signed in
                recover = absolute_url(reverse("account_reset_password"))
                told = {"recover_url": recover, "contact_url": absolute_url(reverse("contact"))}
                mail.send("account-second-factor-removed", user.email, told, category="account")
        self.stdout.write(f"{count} removed." if count else "There was none.")
