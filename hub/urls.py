"""The composition root: which address is answered by whom."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from hub import views
from hub.core.mail.returned import provider

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.ReadyView.as_view(), name="readyz"),
    path("mail/events/", provider.events, name="mail_events"),
    path("", include("hub.accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include("hub.api.urls")),
    path("", include("knowledge.urls")),
    path("", include("hub.home.urls")),
    path("", include("hub.search.urls")),
    path("", include("contributions.urls")),
    path("", include("learning.urls")),
    *(
        [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})]
        if settings.SERVE_MEDIA
        else []
    ),
    path("", include(wagtail_urls)),
]

handler400 = "hub.views.bad_request"
handler403 = "hub.views.forbidden"
handler404 = "hub.views.not_found"
handler500 = "hub.views.server_error"
