"""A list page for learning paths below every home page that has none, ready to be filled."""

from django.db import migrations

TITLE, SLUG = "Learning paths", "paths"
INTRO = "Roads through the archive: modules in order, each with a lesson, an exercise and what to read."


def create_domain(apps, schema_editor):
    """Adds the page after the last child; leaves a tree alone that uses the address already."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("home", "HomePage")
    LearningIndexPage = apps.get_model("learning", "LearningIndexPage")
    home = HomePage.objects.order_by("path").first()
    if home is None or LearningIndexPage.objects.exists():
        return
    children = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1)
    if children.filter(slug=SLUG).exists():
        return
    last = children.order_by("path").last()
    path = _after(last.path) if last else f"{home.path}0001"
    domains = apps.get_model("knowledge", "DomainPage").objects
    number = domains.order_by("-number").values_list("number", flat=True).first() or 0
    LearningIndexPage.objects.create(
        title=TITLE,
        draft_title=TITLE,
        slug=SLUG,
        path=path,
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}{SLUG}/",
        content_type=ContentType.objects.get_or_create(app_label="learning", model="learningindexpage")[0],
        locale_id=home.locale_id,
        live=True,
        show_in_menus=True,
        number=number + 1,
        icon="flame",
        intro=INTRO,
    )
    home.numchild += 1
    home.save(update_fields=["numchild"])


def _after(path):
    """Returns the next step of treebeard's paths: base 36, four places a level."""
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    number = int(path[-4:], 36) + 1
    step = ""
    for _ in range(4):
        number, place = divmod(number, 36)
        step = alphabet[place] + step
    return path[:-4] + step


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0008_privacy_of_accounts"),
        ("learning", "0001_paths_and_modules"),
        ("wagtailcore", "0098_apitoken"),
    ]

    # Going back leaves the page, as it leaves the first ones: it may hold work by then.
    operations = [migrations.RunPython(create_domain, migrations.RunPython.noop, elidable=False)]
