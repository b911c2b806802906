"""Editors bring in whole question banks, correct what was found and decide what becomes of it."""

from django.db import migrations

GROUP = "Editors"
RIGHTS = {
    "add_import": "Can add import",
    "change_import": "Can change import",
    "view_import": "Can view import",
}


def allow(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    group.permissions.add(*_permissions(apps))


def forbid(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=GROUP):
        group.permissions.remove(*_permissions(apps))


def _permissions(apps):
    """Made here where `migrate` has not come to make them yet."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="knowledge", model="import"
    )
    make = apps.get_model("auth", "Permission").objects.get_or_create
    return [
        make(content_type=content_type, codename=codename, defaults={"name": name})[0]
        for codename, name in RIGHTS.items()
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0010_privacy_of_contributions"),
        ("knowledge", "0006_recorded_imports"),
    ]

    operations = [migrations.RunPython(allow, forbid)]
