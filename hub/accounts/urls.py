"""The addresses of accounts: allauth's below `/accounts/`, a person's own page, and closed side doors."""

from allauth.urls import build_provider_urlpatterns
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from hub.accounts import views
from hub.accounts.doors import admin_door, site_door
from hub.accounts.leaving import page_before_leaving
from hub.accounts.links import confirm_email, reset_password

social = [
    path("3rdparty/", include("allauth.socialaccount.urls")),
    *decorate_urlpatterns(build_provider_urlpatterns(), page_before_leaving),
]

urlpatterns = [
    path("admin/login/", admin_door),  # before Wagtail's own addresses, which would ask for a password alone
    path("_util/login/", site_door),
    path("accounts/", RedirectView.as_view(pattern_name="me")),
    # Before allauth's own: theirs sign somebody else out as soon as a link is looked at.
    re_path(r"^accounts/confirm-email/(?P<key>[-:\w]+)/$", confirm_email, name="account_confirm_email"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        reset_password,
        name="account_reset_password_from_key",
    ),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", views.places, name="usersessions_list"),  # allauth's ends all others or none
    *([path("accounts/", include(social))] if settings.SOCIAL_APPS else []),
    path("me/", views.me, name="me"),
    path("me/profile/", views.profile, name="me_profile"),
    path("me/export/", views.export, name="me_export"),
    path("me/delete/", views.delete, name="me_delete"),
    path("me/deleted/", views.deleted, name="deleted"),
]
