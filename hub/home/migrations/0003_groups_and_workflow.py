"""The people of the desk and their workflow.

Wagtail's own migrations let Moderators publish and Editors not. Here Editors publish and approve, Authors
draft and edit their own, Moderators draft. Groups are found by name and made where missing, so that a hub
whose owner renamed some gets ours beside them. Permissions are made here where `migrate` has not come to
make them yet: that happens only after the last migration.
"""

from django.db import migrations

PAGES = {
    "Editors": ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    "Authors": ("add",),
    "Moderators": ("add",),
}
FILES = {
    "Editors": ("add", "change", "choose"),
    "Authors": ("add", "choose"),
    "Moderators": (),
}
# Models of the admin beside pages: app, model and what may be done with them.
MODELS = {
    "Editors": (
        ("knowledge", "technology", ("add", "change", "delete")),
        ("knowledge", "category", ("add", "change", "delete")),
        ("knowledge", "entrykeyword", ("add", "change", "delete")),
        ("knowledge", "retiredcode", ("change",)),
        ("wagtailredirects", "redirect", ("add", "change", "delete")),
    ),
    "Authors": (),
    "Moderators": (),
}
WORKFLOW = "Editorial review"
WAGTAILS_WORKFLOW = "Moderators approval"


def set_up(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in PAGES}
    for name, group in groups.items():
        group.permissions.set(
            [
                _permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
                *(
                    _permission(apps, app, model, f"{action}_{model}", f"Can {action} {model}")
                    for app, model, actions in MODELS[name]
                    for action in actions
                ),
            ]
        )
        _set_page_permissions(apps, group, PAGES[name])
        _set_file_permissions(apps, group, FILES[name])
    _set_workflow(apps, groups["Editors"])


def _permission(apps, app, model, codename, name):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=app, model=model)
    return Permission.objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )[0]


def _set_page_permissions(apps, group, actions):
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    GroupPagePermission.objects.filter(group=group, page=root).delete()
    for action in actions:
        permission = _permission(apps, "wagtailcore", "page", f"{action}_page", f"Can {action} page")
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)


def _set_file_permissions(apps, group, actions):
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    GroupCollectionPermission.objects.filter(group=group, collection=root).delete()
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for action in actions:
            permission = _permission(apps, app, model, f"{action}_{model}", f"Can {action} {model}")
            GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)


def _set_workflow(apps, editors):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    content_type, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.create(
        name=WORKFLOW, content_type=content_type, active=True
    )
    task.groups.add(editors)
    workflow = Workflow.objects.create(name=WORKFLOW, active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task=task, sort_order=0)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    Workflow.objects.filter(name=WAGTAILS_WORKFLOW).update(active=False)
    apps.get_model("wagtailcore", "Task").objects.filter(name=WAGTAILS_WORKFLOW).update(active=False)


def take_back_workflow(apps, schema_editor):
    """Gives the pages back to Wagtail's workflow; groups stay, because people are in them by now."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    theirs = Workflow.objects.filter(name=WAGTAILS_WORKFLOW).first()
    if theirs is None:
        return
    WorkflowPage.objects.filter(workflow__name=WORKFLOW).update(workflow=theirs)
    Workflow.objects.filter(name=WORKFLOW).update(active=False)
    Workflow.objects.filter(pk=theirs.pk).update(active=True)
    apps.get_model("wagtailcore", "Task").objects.filter(name=WAGTAILS_WORKFLOW).update(active=True)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_pages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(set_up, take_back_workflow, elidable=False)]
