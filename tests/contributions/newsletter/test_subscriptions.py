"""Somebody subscribes, changes their mind, pauses, leaves and comes back; consent is kept all along."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contributions.newsletter import links, services
from contributions.newsletter.models import Consent, Subscriber
from contributions.newsletter.wishes import Wishes
from hub.core.mail import InvalidAddress
from hub.core.mail.suppression import reasons
from hub.core.tokens import BadToken
from tests.contributions.newsletter.factories import queued, requested, subscriber, token
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db

LETTERS = Wishes(letters=True)


class TestAsking:
    def test_an_address_is_stored_by_nobody_but_the_mail_queue_until_it_is_confirmed(self):
        services.ask("Reader@Example.ORG", LETTERS, form="footer")

        assert not Subscriber.objects.exists()
        (mail,) = queued("Reader@example.org")
        assert "The editor's letter" in mail.text

    def test_whoever_asks_how_often_one_mail_leaves_in_a_day(self):
        for spelling in ("reader@example.org", "READER@example.org", " reader@EXAMPLE.org "):
            services.ask(spelling, LETTERS, form="footer")

        assert len(queued("reader@example.org")) == 1

    def test_a_subscriber_gets_the_same_mail_with_a_way_to_their_choice(self):
        subscriber("reader@example.org")

        services.ask("reader@example.org", Wishes(news=True), form="footer")

        (mail,) = queued("reader@example.org")
        assert "You already get mail from us" in mail.text

    def test_nothing_is_asked_of_no_address_and_for_nothing(self):
        with pytest.raises(InvalidAddress):
            services.ask("nobody", LETTERS, form="footer")
        with pytest.raises(services.NothingWished):
            services.ask("reader@example.org", Wishes(), form="footer")


class TestConfirming:
    def test_what_was_asked_for_is_stored_with_time_form_and_words(self):
        technology = TechnologyFactory()
        entry = DebugEntryPageFactory(live=True)
        wishes = Wishes(news=True, technologies=(technology.slug,), kinds=("debug",), entries=(entry.code,))

        one = services.confirm(requested("reader@example.org", wishes, form="entry PY-007"))

        assert one.wishes == wishes
        (consent,) = one.consents.all()
        assert (consent.what, consent.form) == ("confirmed", "entry PY-007")
        assert "I can change or end this" in consent.wording
        assert consent.asked_at <= consent.at

    def test_a_link_works_once_also_after_its_owner_has_left(self):
        request = requested("reader@example.org", LETTERS)
        one = services.confirm(request)
        services.leave(one, form="test")

        with pytest.raises(services.AlreadyUsed) as used:
            services.confirm(request)

        assert used.value.subscriber == one
        assert Subscriber.objects.get().left_at is not None

    def test_a_second_wish_is_added_to_the_first(self):
        flask, rust = TechnologyFactory(), TechnologyFactory()
        subscriber(news=True, technologies=(flask.slug,))

        one = subscriber(news=True, technologies=(rust.slug,))

        assert set(one.wishes.technologies) == {flask.slug, rust.slug}

    def test_news_of_everything_are_not_narrowed_by_news_of_something(self):
        subscriber(news=True)

        assert subscriber(news=True, technologies=(TechnologyFactory().slug,)).wishes.technologies == ()

    def test_what_does_not_exist_or_is_not_public_is_left_out(self):
        draft = QuestionPageFactory()

        one = subscriber(
            letters=True, technologies=("nothing",), kinds=("nothing",), entries=(draft.code, "PY-999")
        )

        assert one.wishes == Wishes(letters=True)

    @pytest.mark.parametrize("sent", ["", "x", "a:b:c", "0" * 3000, "\x00"])
    def test_a_link_that_is_not_ours_asks_for_nothing(self, sent):
        with pytest.raises(BadToken):
            links.request_of(sent)

    def test_a_link_for_one_thing_does_nothing_else(self):
        one = subscriber()
        with pytest.raises(BadToken):
            links.subscriber_of(token(links.unsubscribe_link(one, "letters")))
        with pytest.raises(BadToken):
            links.leaving(token(links.preferences_link(one)))


class TestChanging:
    def test_a_choice_replaces_the_one_before(self):
        one = subscriber(letters=True, news=True)

        services.change(one, Wishes(news=True, rhythm="monthly"), form="preferences")

        one.refresh_from_db()
        assert one.wishes == Wishes(news=True, rhythm="monthly")
        assert [consent.what for consent in one.consents.all()] == ["confirmed", "changed"]

    def test_choosing_nothing_is_leaving(self):
        one = subscriber()

        services.change(one, Wishes(), form="preferences")

        one.refresh_from_db()
        assert one.left_at is not None

    def test_a_pause_ends_by_itself_and_is_a_year_at_most(self):
        one = subscriber()
        today = timezone.localdate()

        services.change(one, LETTERS, paused_until=today + timedelta(days=9999), form="preferences")

        one.refresh_from_db()
        assert one.paused_until == today + timedelta(days=366)
        assert not Subscriber.objects.for_letters().exists()
        Subscriber.objects.update(paused_until=today)
        assert Subscriber.objects.for_letters().get() == one


class TestLeaving:
    def test_one_list_is_left_and_the_other_stays(self):
        one = subscriber(letters=True, news=True)

        services.leave(one, "letters", form="one click")

        one.refresh_from_db()
        assert (one.letters, one.news, one.left_at) == (False, True, None)

    def test_leaving_the_last_list_is_leaving(self):
        one = subscriber(letters=True)

        services.leave(one, "letters", form="one click")
        services.leave(one, "letters", form="one click")

        one.refresh_from_db()
        assert one.left_at is not None
        assert [consent.what for consent in one.consents.all()] == ["confirmed", "left"]

    def test_whoever_left_gets_nothing_and_may_come_back(self):
        one = subscriber(letters=True)
        services.leave(one, form="preferences")
        assert [reason.reason for reason in reasons(one.email)] == ["asked"]

        back = subscriber(news=True)

        assert back.pk == one.pk
        assert back.wishes == Wishes(news=True)
        assert reasons(one.email) == []

    def test_deleting_leaves_no_address_but_the_consent(self):
        one = subscriber()

        services.forget(one, form="preferences")

        assert not Subscriber.objects.exists()
        assert [consent.what for consent in Consent.objects.all()] == ["confirmed", "deleted"]
        assert "reader@" not in str(list(Consent.objects.values()))

    def test_whoever_left_is_forgotten_after_a_month(self):
        gone, lately = subscriber("gone@example.org"), subscriber("lately@example.org")
        for one in (gone, lately):
            services.leave(one, form="preferences")
        Subscriber.objects.filter(pk=gone.pk).update(left_at=timezone.now() - timedelta(days=31))

        assert services.forget_left() == 1
        assert services.forget_left() == 0
        assert Subscriber.objects.get() == lately


def test_consent_is_not_rewritten():
    consent = subscriber().consents.get()

    with pytest.raises(TypeError):
        consent.save()
    with pytest.raises(TypeError):
        Consent.objects.update(what="left")
