"""The addresses of progress and bookmarks."""

from django.urls import path

from learning.progress import views

urlpatterns = [
    path("me/learning/", views.me, name="me"),
    path("me/learning/events/", views.log, name="events"),
    path("me/learning/erase/", views.erase, name="erase"),
    path("practice/bookmarks/", views.bookmarks, name="bookmarks"),
    path("practice/record/", views.record, name="record"),
    path("practice/titles/", views.entries, name="titles"),
]
