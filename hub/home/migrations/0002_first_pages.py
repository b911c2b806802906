"""An empty hub that works: the home page with a domain page per kind, as the root of the default site."""

from django.db import migrations

DOMAINS = [
    (
        "questionindexpage",
        "questions",
        "Interview questions",
        "quote",
        "By language, level and difficulty, from junior to architect. Each opens with the answer one could say aloud.",
    ),
    (
        "debugindexpage",
        "debug",
        "Error and debug archive",
        "alert",
        "Real messages traced to their mechanism, with the fix before and after.",
    ),
    (
        "snippetindexpage",
        "snippets",
        "Code snippets",
        "copy",
        "Working code to copy and adapt, with the versions it was run against.",
    ),
    (
        "designindexpage",
        "design",
        "System design notes",
        "filter",
        "How systems hold together: estimates, trade-offs, and what breaks first.",
    ),
    (
        "securityindexpage",
        "security",
        "Security topics",
        "info",
        "Weaknesses, the attack on each and the defence, in code.",
    ),
]


def create_pages(apps, schema_editor):
    """Replaces Wagtail's welcome page; leaves a tree that somebody has built alone."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")
    if HomePage.objects.exists():
        return
    root = Page.objects.filter(depth=1).first()
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()
    locale = Locale.objects.first()
    taken = Page.objects.filter(depth=2)
    path = welcome.path if welcome else f"{root.path}{taken.count() + 1:04d}"
    if welcome:
        Site.objects.filter(root_page=welcome).delete()
        welcome.delete()
    else:
        root.numchild += 1
        root.save(update_fields=["numchild"])

    def content_type(app_label, model):
        return ContentType.objects.get_or_create(app_label=app_label, model=model)[0]

    home = HomePage.objects.create(
        title="Knowledge Hub",
        draft_title="Knowledge Hub",
        slug="home",
        path=path,
        depth=2,
        numchild=len(DOMAINS),
        url_path="/home/",
        content_type=content_type("home", "homepage"),
        locale=locale,
        live=True,
        show_in_menus=False,
    )
    for number, (model, slug, title, icon, intro) in enumerate(DOMAINS, start=1):
        apps.get_model("knowledge", model).objects.create(
            title=title,
            draft_title=title,
            slug=slug,
            path=f"{path}{number:04d}",
            depth=3,
            numchild=0,
            url_path=f"/home/{slug}/",
            content_type=content_type("knowledge", model),
            locale=locale,
            live=True,
            show_in_menus=True,
            number=number,
            icon=icon,
            intro=intro,
        )
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(
            hostname="localhost", port=80, site_name="Knowledge Hub", root_page=home, is_default_site=True
        )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("knowledge", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    # Going back leaves the pages: they may hold work by then, and 0001 takes their tables away.
    operations = [migrations.RunPython(create_pages, migrations.RunPython.noop, elidable=False)]
