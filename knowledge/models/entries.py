"""What every entry shares, whatever its kind."""

from __future__ import annotations

from typing import ClassVar

from django.db import models, transaction
from django.utils.functional import classproperty
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.models import Page, PageManager
from wagtail.search import index

from hub.core.fields import MarkdownTextField
from knowledge import kinds
from knowledge.blocks import item_stream
from knowledge.kinds import Kind
from knowledge.models.changes import ChangeKind
from knowledge.models.codes import Codes, Wish
from knowledge.models.privacy import KnownPrivacy
from knowledge.models.taxonomy import Technology
from knowledge.querysets import EntryQuerySet


def _shared_items(key: str, *, label: str):
    attribute = next(one for one in kinds.TRAILING if one.key == key)
    return item_stream(attribute.shape, label=label, help_text=attribute.help)


def _shared_strings(key: str, part: str, *, label: str, help_text: str):
    attribute = next(one for one in kinds.TRAILING if one.key == key)
    return item_stream(attribute.shape.fields[part], label=label, help_text=help_text)


class EntryKeyword(TagBase):
    """A tag of entries; a model of its own, so that other tags never mix with them."""

    free_tagging = True

    class Meta:
        verbose_name = "tag"
        verbose_name_plural = "tags"


class EntryTag(ItemBase):
    """An entry's use of a tag."""

    tag = models.ForeignKey(EntryKeyword, related_name="entry_tags", on_delete=models.CASCADE)
    content_object = ParentalKey("knowledge.EntryPage", on_delete=models.CASCADE, related_name="entry_tags")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("tag", "content_object"), name="knowledge_tag_once")]

    def __str__(self) -> str:
        return f"{self.content_object_id}: {self.tag_id}"


class EntryPage(KnownPrivacy, Page):
    """An entry of any kind. Concrete, so that lists, search and feeds query one table."""

    kind: ClassVar[Kind]

    code = models.CharField(max_length=32, unique=True, null=True, editable=False)  # noqa: DJ001 - unique when given
    technology = models.ForeignKey(
        Technology, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    level = models.CharField(max_length=16, blank=True, db_index=True)
    difficulty = models.PositiveSmallIntegerField(null=True, blank=True, db_index=True)
    summary = MarkdownTextField(blank=True)
    tags = ClusterTaggableManager(through=EntryTag, blank=True)
    related = _shared_items("related", label="Related entries")

    verified_on = models.DateField(null=True, blank=True)
    verified_with = _shared_strings(
        "verified", "with", label="Verified with", help_text="Versions it was run with, e.g. Flask 3.1."
    )
    review_due = models.DateField(
        null=True, blank=True, db_index=True, help_text="The day somebody should read it again."
    )
    credit = _shared_items("credit", label="Credit")
    licence = models.CharField(max_length=80, blank=True, default="CC-BY-4.0")
    source_title = models.CharField(max_length=255, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    source_licence = models.CharField(max_length=80, blank=True)

    # What the next publish is; it travels with the revision and is recorded when that goes live.
    change_kind = models.CharField(max_length=16, choices=ChangeKind.choices, blank=True)
    change_note = models.CharField(max_length=255, blank=True)

    objects = PageManager.from_queryset(EntryQuerySet)()

    is_creatable = False
    template = "knowledge/entry.html"
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = ["code", "change_kind", "change_note"]
    preview_modes: ClassVar = [("", "Light"), ("dark", "Dark")]

    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("code", boost=10),
        index.SearchField("summary", boost=3),
        index.RelatedFields("tags", [index.SearchField("name", boost=4)]),
        index.FilterField("level"),
        index.FilterField("technology_id"),
    ]

    class Meta:
        verbose_name = "entry"
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.code} {self.title}" if self.code else self.title

    def get_admin_display_title(self) -> str:
        title = super().get_admin_display_title()
        return f"{self.code} · {title}" if self.code else title

    @property
    def level_label(self) -> str:
        return kinds.ALL_LEVELS.get(self.level, self.level.capitalize())

    @property
    def permanent_url(self) -> str:
        """The address that survives moves and renaming."""
        return f"/e/{self.code}/"

    @classproperty
    def edit_handler(cls):
        """The editor's tabs of the kind; the shared model itself is never edited."""
        from knowledge.panels import entry_tabs  # noqa: PLC0415 - the form below the tabs reads the models

        if cls._meta.model is EntryPage:
            raise AttributeError("Only an entry of some kind has a form.")
        return entry_tabs(cls)

    @classmethod
    def own_tabs(cls) -> list:
        """Returns what only this kind's editor has: headings of tabs with their panels."""
        return []

    @classproperty
    def copy_form_class(cls):
        from knowledge.forms import EntryCopyForm  # noqa: PLC0415 - the forms read the models

        return EntryCopyForm

    def serve_preview(self, request, mode_name):
        """Shows the entry as it would be read, in the theme the mode names."""
        request.theme = mode_name or "light"
        return super().serve_preview(request, mode_name)

    def get_context(self, request, *args, **kwargs):
        from knowledge.reading import EntryReading  # noqa: PLC0415 - reading reads models

        context = super().get_context(request, *args, **kwargs)
        context["reading"] = EntryReading(self, preview=getattr(request, "is_preview", False))
        return context

    slug_is_free = False

    def _check_slug_is_unique(self) -> None:
        """Asks nothing of a page whose slug was chosen among those its siblings have left (`knowledge.bulk`)."""
        if not self.slug_is_free:
            super()._check_slug_is_unique()

    # --- Codes -------------------------------------------------------------------------------------

    def save(self, *args, **kwargs) -> None:
        """Saves the page; a new one gets its code in the same transaction.

        Raises:
            ValidationError: when an explicit code cannot be taken.
            knowledge.kinds.CodeStemError: when the page lacks what its code is made of.
            knowledge.publishing.PublicationRefused: when it would go live without what its kind requires.
        """
        if self._meta.model is not EntryPage and self._goes_live(kwargs.get("update_fields")):
            from knowledge import publishing  # noqa: PLC0415 - publishing reads models

            publishing.check(self)
        if not self._state.adding or self._meta.model is EntryPage:
            return super().save(*args, **kwargs)
        asked_for = None if self.alias_of_id else self.code
        try:
            with transaction.atomic():
                wish = self.wanted_code()
                codes = Codes([wish])
                self.code = codes.take(wish)
                codes.save()
                return super().save(*args, **kwargs)
        except BaseException:
            self.code = asked_for  # what was taken is given back; a second try must not insist on it
            raise

    def wanted_code(self) -> Wish:
        """Returns what a page that has not been saved wants for a code.

        Raises:
            knowledge.kinds.CodeStemError: when it lacks what its code is made of.
        """
        # Wagtail copies the original's code to an alias.
        asked_for = "" if self.alias_of_id else self.code or ""
        return Wish(self.kind.code_stem(self), self.kind.code_digits, asked_for)

    def with_content_json(self, content) -> EntryPage:
        """Restores a revision's content, but never its code: that belongs to the page."""
        page = super().with_content_json(content)
        page.code = self.code
        return page

    def stand_below(self, parent: Page) -> None:
        """Tells a page that has not been saved what it will stand below, for kinds whose code depends on it."""

    def hindrance(self) -> str:
        """Returns what else keeps the entry from the public, such as a page above it; empty for nothing."""
        return ""

    def take_place(self) -> None:
        """Moves a page that has been saved to where its document says, for kinds whose place is a fact."""

    # --- Publishing --------------------------------------------------------------------------------

    def publish(self, revision, *args, **kwargs):
        """Publishes or schedules a revision, wholly or not at all.

        Raises:
            knowledge.publishing.PublicationRefused: when the revision lacks what its kind requires.
        """
        from knowledge import publishing  # noqa: PLC0415 - publishing reads models

        with transaction.atomic():
            publishing.check(revision.as_object())
            return super().publish(revision, *args, **kwargs)

    def _goes_live(self, update_fields) -> bool:
        if not self.live or (update_fields is not None and "live" not in update_fields):
            return False
        stored = Page.objects.filter(pk=self.pk).values_list("live", "live_revision_id").first()
        return stored != (True, self.live_revision_id)
