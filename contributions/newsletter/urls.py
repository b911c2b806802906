"""The addresses of subscriptions."""

from django.urls import path

from contributions.newsletter import views
from contributions.newsletter.letters import archive

urlpatterns = [
    path("newsletter/", views.subscribe, name="newsletter"),
    path("newsletter/letters/", archive.letters, name="letters"),
    path("newsletter/letters.atom", archive.feed, name="letters_feed"),
    path("newsletter/letters/<slug:slug>/", archive.letter, name="letter"),
    path("newsletter/asked/", views.asked, name="newsletter_asked"),
    path("newsletter/confirm/<str:token>/", views.confirm, name="newsletter_confirm"),
    path("newsletter/preferences/<str:token>/", views.preferences, name="newsletter_preferences"),
    path("newsletter/preferences/<str:token>/leave/", views.leave_all, name="newsletter_leave"),
    path("newsletter/preferences/<str:token>/delete/", views.delete, name="newsletter_delete"),
    path("newsletter/preferences/<str:token>/download/", views.download, name="newsletter_download"),
    path("newsletter/unsubscribe/<str:token>/", views.unsubscribe, name="newsletter_unsubscribe"),
]
