"""What the ground floor adds to the admin: the mail log and the addresses that get no mail."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from hub.core.mail import admin

hooks.register("register_admin_urls", admin.urls)
hooks.register("register_settings_menu_item", admin.log_menu_item)
hooks.register("register_settings_menu_item", admin.suppression_menu_item)


@hooks.register("register_permissions")
def register_mail_permissions():
    """Lets administrators give these pages to a group."""
    return Permission.objects.filter(
        content_type__app_label="core",
        codename__in=[
            "view_outgoingmail",
            "change_outgoingmail",
            "view_suppressedaddress",
            "add_suppressedaddress",
            "delete_suppressedaddress",
        ],
    )
