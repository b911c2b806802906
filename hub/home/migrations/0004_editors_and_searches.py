"""Editors promote results of searches, and see what was searched and not found."""

from django.db import migrations

ALLOWED = (
    ("promotion", ("add", "change", "delete")),
    ("searchcount", ("view",)),
)


def allow(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    group, _ = Group.objects.get_or_create(name="Editors")
    group.permissions.add(*_permissions(apps))


def forbid(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name="Editors"):
        group.permissions.remove(*_permissions(apps))


def _permissions(apps):
    """Permissions are made here where `migrate` has not come to make them yet."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for model, actions in ALLOWED:
        content_type, _ = ContentType.objects.get_or_create(app_label="knowledge", model=model)
        name = {"promotion": "promoted result", "searchcount": "search count"}[model]
        for action in actions:
            yield Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"},
            )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_groups_and_workflow"),
        ("knowledge", "0002_search_index"),
    ]

    operations = [migrations.RunPython(allow, forbid)]
