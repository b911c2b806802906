"""Addresses of testimonials."""

from django.urls import URLPattern, path, re_path

from contributions.testimonials import views

urlpatterns: list[URLPattern] = [
    path("testimonials/", views.testimonials, name="testimonials"),
    path("testimonials/new/", views.new, name="testimonial_new"),
    path("testimonials/sent/", views.sent, name="testimonial_sent"),
    path("testimonials/<str:token>/", views.own, name="testimonial"),
    path("testimonials/<str:token>/edit/", views.edit, name="testimonial_edit"),
    re_path(
        r"^testimonials/(?P<token>[^/]+)/(?P<action>confirm|withdraw|renew)/\Z",
        views.act,
        name="testimonial_act",
    ),
]
