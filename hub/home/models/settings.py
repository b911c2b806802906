"""Who runs this hub and what it says about itself: nothing of this is written into code or templates."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from hub.core.fields import MarkdownTextField
from hub.core.kept import kept
from hub.core.sites import site_of
from hub.home import texts


class KeptSetting(BaseSiteSetting):
    """Settings that pages are made with: read from the database when they change, and not for every page."""

    class Meta:
        abstract = True

    @classmethod
    def for_request(cls, request):
        site_of(request)
        return super().for_request(request)

    @classmethod
    def for_site(cls, site):
        if site is None:
            return super().for_site(site)
        return kept(f"{cls._meta.label}:{site.pk}", lambda: super(KeptSetting, cls).for_site(site))


@register_setting(icon="user", order=1)
class SiteIdentity(KeptSetting):
    """Name, owner and contact."""

    name = models.CharField(max_length=60, default="Knowledge Hub")
    tagline = models.CharField(
        max_length=160, default="Free to read, open to correction. Text and code are yours to use at work."
    )
    description = models.CharField(
        max_length=200,
        default="Interview questions, real errors with root causes, tested snippets and design notes. Free to read.",
        help_text="What search engines show for the home page.",
    )
    owner = models.CharField(
        max_length=120, blank=True, help_text="The person, team or company that publishes this hub."
    )
    owner_url = models.URLField(blank=True)
    email = models.EmailField(
        "e-mail", blank=True, help_text="Where readers write to. Shown on public pages."
    )
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(
        max_length=80,
        blank=True,
        help_text="When somebody answers, e.g. Monday to Friday, 9:00 to 18:00 IST.",
    )
    postal_address = models.TextField(  # noqa: DJ001 - a column that may be empty is added to a live table at once
        blank=True,
        null=True,
        help_text="Stands in the foot of every mail; many countries ask for it. Lines stay lines.",
    )
    social_links = models.TextField(blank=True, help_text="One address a line. Linked from the contact page.")
    security_email = models.EmailField(
        "security e-mail", blank=True, help_text="For security.txt; the e-mail above where empty."
    )
    started_in = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The year the knowledge in here began to be gathered."
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("tagline"), FieldPanel("description"), FieldPanel("started_in")],
            "The hub",
        ),
        MultiFieldPanel([FieldPanel("owner"), FieldPanel("owner_url")], "Who publishes it"),
        MultiFieldPanel(
            [
                FieldPanel("email"),
                FieldPanel("phone"),
                FieldPanel("hours"),
                FieldPanel("postal_address"),
                FieldPanel("social_links"),
                FieldPanel("security_email"),
            ],
            "Contact",
        ),
    ]

    class Meta:
        verbose_name = "site identity"

    @property
    def contact_email(self) -> str:
        return self.email

    @property
    def social_list(self) -> list[str]:
        lines = [line.strip() for line in self.social_links.splitlines()]
        return [line for line in lines if line.startswith(("https://", "http://"))]

    def clean(self) -> None:
        """Refuses a line that is no address: it would be a link that leads nowhere."""
        super().clean()
        is_address = URLValidator(schemes=["http", "https"])
        for number, line in enumerate(self.social_links.splitlines(), start=1):
            try:
                if line.strip():
                    is_address(line.strip())
            except ValidationError:
                message = f"Line {number} is no address that starts with https:// or http://."
                raise ValidationError({"social_links": message}) from None


@register_setting(icon="doc-full", order=2)
class SiteTexts(KeptSetting):
    """The texts of the about, contact, privacy and licence pages, in Markdown."""

    about = MarkdownTextField(default=texts.ABOUT, blank=True)
    contact = MarkdownTextField(default=texts.CONTACT, blank=True)
    privacy = MarkdownTextField(default=texts.PRIVACY, blank=True)
    licence = MarkdownTextField(default=texts.LICENCE, blank=True)

    panels = [FieldPanel("about"), FieldPanel("contact"), FieldPanel("privacy"), FieldPanel("licence")]

    class Meta:
        verbose_name = "site texts"
