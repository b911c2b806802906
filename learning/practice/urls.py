"""Addresses of practice, below /practice/."""

from django.urls import path

from learning.anki import views as anki
from learning.practice import views

urlpatterns = [
    path("", views.flashcards, name="flashcards"),
    path("deck/", views.deck, name="deck"),
    path("cards/", views.cards, name="cards"),
    path("schedule/", views.schedule, name="schedule"),
    path("quiz/", views.quiz, name="quiz"),
    path("interview/", views.interview, name="interview"),
    path("interview/links/", views.interview_links, name="interview_links"),
    path("interview/answer/<str:code>/", views.answer, name="interview_answer"),
    path("interview/sit/<str:token>/", views.candidate, name="interview_candidate"),
    path("interview/hold/<str:token>/", views.interviewer, name="interview_interviewer"),
    path("anki/", anki.choose, name="anki"),
    path("anki/deck.apkg", anki.package, name="anki_package"),
    path("anki/deck.csv", anki.table, name="anki_table"),
]
