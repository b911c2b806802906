"""Moderators and Editors decide what readers send in; publishing stays with the Editors."""

from django.db import migrations

GROUPS = ("Moderators", "Editors")


def allow(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(_permission(apps))


def forbid(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.remove(_permission(apps))


def _permission(apps):
    """Made here where `migrate` has not come to make it yet."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _ = ContentType.objects.get_or_create(app_label="contributions", model="submission")
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="moderate_submission",
        defaults={"name": "Can decide submissions"},
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_editors_and_searches"),
        ("contributions", "0001_submissions"),
    ]

    operations = [migrations.RunPython(allow, forbid)]
