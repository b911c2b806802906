"""Addresses of the pages made from site settings."""

from django.urls import path

from hub.home import views

urlpatterns = [
    path("about/", views.SiteTextView.as_view(text="about", title="About"), name="about"),
    path("contact/", views.SiteTextView.as_view(text="contact", title="Contact"), name="contact"),
    path("privacy/", views.SiteTextView.as_view(text="privacy", title="Privacy"), name="privacy"),
    path("licence/", views.SiteTextView.as_view(text="licence", title="Licence"), name="licence"),
]
