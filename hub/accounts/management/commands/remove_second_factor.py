"""For who has lost telephone, keys and recovery codes: whoever runs the hub lets them in by password again."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.core.models import User


class Command(BaseCommand):
    help = (
        "Removes the authenticator app, passkeys and recovery codes of an account, so that its password "
        "alone opens it. Be sure who asks for it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address of the account")

    def handle(self, *args, **options) -> None:
        user = User.objects.filter(email__iexact=options["address"]).first()
        if user is None:
            raise CommandError(f"There is no account with the address {options['address']}.")
        count, _ = Authenticator.objects.filter(user=user).delete()
        self.stdout.write(f"{count} removed." if count else "There was none.")
