"""The addresses of learning that are not pages of the tree."""

from django.urls import include, path

from learning.practice.urls import urlpatterns as practice
from learning.progress.urls import urlpatterns as progress

app_name = "learning"

urlpatterns = [
    *progress,
    path("practice/", include(practice)),
]
