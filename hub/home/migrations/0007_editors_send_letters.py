"""Editors write and send letters."""

from django.db import migrations

GROUP = "Editors"
RIGHTS = {
    "add_letter": "Can add letter",
    "change_letter": "Can change letter",
    "delete_letter": "Can delete letter",
    "view_letter": "Can view letter",
    "send_letter": "Can send letters",
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
        app_label="contributions", model="letter"
    )
    make = apps.get_model("auth", "Permission").objects.get_or_create
    return [
        make(content_type=content_type, codename=codename, defaults={"name": name})[0]
        for codename, name in RIGHTS.items()
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_postal_address"),
        ("contributions", "0006_letters"),
    ]

    operations = [migrations.RunPython(allow, forbid)]
