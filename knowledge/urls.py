"""Addresses of the archive that are not pages of the tree."""

from django.urls import path

from knowledge import views

urlpatterns = [
    path("e/<str:code>/", views.permanent_link, name="permanent_link"),
]
