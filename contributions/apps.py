"""The app of everything readers send."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = "Contributions"

    def ready(self) -> None:
        from contributions.newsletter import personal as newsletter  # noqa: PLC0415
        from contributions.newsletter import services as subscriptions  # noqa: PLC0415
        from contributions.submissions import personal, receivers  # noqa: F401, PLC0415 - connects itself
        from contributions.submissions.desk import personal as desk  # noqa: PLC0415
        from contributions.testimonials import personal as testimonials  # noqa: PLC0415
        from hub.core.mail.returned.handling import leave_asked  # noqa: PLC0415
        from hub.core.personal import register  # noqa: PLC0415

        leave_asked.connect(subscriptions.leave_by_mail, dispatch_uid="contributions.newsletter")
        register(newsletter.DATA)
        register(personal.DATA)
        register(testimonials.DATA)
        register(desk.DATA)
