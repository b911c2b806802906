"""Addresses of the pages made from site settings, and of what machines read about the hub."""

from django.urls import path

from hub.home import views
from hub.home.discovery import views as discovery

urlpatterns = [
    path("about/", views.SiteTextView.as_view(text="about", title="About"), name="about"),
    path(
        "contact/",
        views.SiteTextView.as_view(text="contact", title="Contact", template_name="home/contact.html"),
        name="contact",
    ),
    path("privacy/", views.SiteTextView.as_view(text="privacy", title="Privacy"), name="privacy"),
    path("licence/", views.SiteTextView.as_view(text="licence", title="Licence"), name="licence"),
    path("feeds/technology/<slug:slug>.atom", discovery.technology_feed, name="technology_feed"),
    path("feeds/<slug:name>.atom", discovery.kind_feed, name="kind_feed"),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", discovery.sitemap_part, name="sitemap_part"),
    path("robots.txt", discovery.robots, name="robots_txt"),
    path("llms.txt", discovery.llms, name="llms_txt"),
    path(".well-known/security.txt", discovery.security, name="security_txt"),
    path("social/<int:pk>-<slug:digest>.png", discovery.social_image, name="social_image"),
    path("favicon.ico", discovery.favicon, name="favicon"),
]
