"""What happens beside an entry when it changes; each receiver is named for what it does."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.signals import init_new_page, page_published

from knowledge.models import EntryPage, RetiredCode
from knowledge.publishing import entries_published, record_changes
from knowledge.rendering import store_renderings


@receiver(page_published)
def tell_of_entry(sender, instance, revision, **kwargs) -> None:
    """Tells of an entry that Wagtail published what is told of those an import publishes."""
    if isinstance(instance, EntryPage):
        entries_published.send(sender, published=[(instance, revision)])


@receiver(entries_published)
def render_entries(sender, published, **kwargs) -> None:
    """Renders the HTML of entries once, when they go live."""
    store_renderings(entry for entry, _ in published if entry.live)


@receiver(entries_published)
def record_publications(sender, published, **kwargs) -> None:
    """Writes the public history of entries, whichever door the publish came through."""
    record_changes(published)


@receiver(init_new_page)
def begin_with_required_sections(sender, page, **kwargs) -> None:
    """Lets the form of a new entry begin with the sections its kind requires, ready to be filled."""
    if isinstance(page, EntryPage) and not page.body:
        page.body = [(section.key, "") for section in page.kind.sections if section.required]


@receiver(pre_delete, sender=EntryPage)
def retire_code(sender, instance, **kwargs) -> None:
    """Remembers the code of a deleted entry, so that its address answers 410 and nobody gets it again."""
    if instance.code:
        RetiredCode.objects.get_or_create(code=instance.code, defaults={"title": instance.title[:255]})


@receiver(pre_delete, sender=EntryPage)
def lead_old_addresses_to_code(sender, instance, **kwargs) -> None:
    """Sends the addresses of a deleted entry to its code, which answers 410 or knows the successor."""
    if not instance.code or instance.first_published_at is None:
        return
    # Its redirects go with the page, whatever is written into them now: they are made anew.
    earlier = Redirect.objects.filter(redirect_page_id=instance.pk)
    addresses = set(earlier.values_list("old_path", "site_id"))
    earlier.delete()
    if parts := instance.get_url_parts():
        addresses.add((Redirect.normalise_path(parts[2]), parts[0]))
    for old_path, site_id in addresses:
        Redirect.objects.update_or_create(
            old_path=old_path,
            site_id=site_id,
            defaults={"redirect_link": instance.permanent_url, "automatically_created": True},
        )
