"""Addresses of the archive that are not pages of the tree."""

from django.urls import path, re_path

from knowledge import twins, views
from knowledge.models import Event

urlpatterns = [
    path("e/<str:code>/", views.permanent_link, name="permanent_link"),
    path("e/<str:code>/seen/", views.count_event, {"event": Event.VIEW}, name="count_view"),
    path("e/<str:code>/used/", views.count_event, {"event": Event.USE}, name="count_use"),
    path("e/<str:code>/helped/", views.count_event, {"event": Event.HELPED}, name="count_helped"),
    re_path(r"^(?P<path>[\w\-]+(?:/[\w\-]+)*)\.md$", twins.twin, name="twin"),
]
