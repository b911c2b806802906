"""Addresses of the search."""

from django.urls import path, re_path

from hub.search import terminal, views

urlpatterns = [
    path("search/", views.search_page, name="search"),
    path("search/trace/", views.search_pasted, name="search_trace"),
    path("search/suggest/", views.suggestions, name="search_suggest"),
    path("search/count/", views.count, name="search_count"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    re_path(r"^fix/?$", terminal.fix, name="fix"),
]
