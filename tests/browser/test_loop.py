"""The whole loop with real mail: from an error nobody explained to an entry that names who did, and its correction."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from playwright.sync_api import Page, expect

from contributions.submissions.models import Decision, Message, Submission
from contributions.submissions.states import State
from hub.core.mail.delivery import deliver_due
from knowledge.models import EntryPage
from tests.admin.conftest import person
from tests.browser.conftest import Visit
from tests.core.mail.conftest import inbox, queue_only  # noqa: F401 - fixtures
from tests.core.mail.servers import Inbox
from tests.factories import DebugEntryPageFactory, TechnologyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"  # no robot
READING = 3200  # milliseconds, more than a machine takes to fill in a form
AUTOSAVE_BASELINE = 3000  # milliseconds; what is typed earlier starts no autosave
GUEST = "jana@example.org"
TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bD1fG3hJ5"
PASSWORD = "Hk3!mmQ7z"
TRACE = f"""Traceback (most recent call last):
  File "/home/jana/shop/quax.py", line 7, in fetch
    raise QuaxError(token)
quax.QuaxError: no quax for {TOKEN} in this box
"""


@pytest.fixture
def browse(chromium, live_server):
    """Opens a person's browser; none may complain but of a refused form."""
    opened = []

    def open_visit() -> Page:
        opened.append(
            Visit(chromium, live_server.url, user_agent=AGENT, viewport={"width": 1280, "height": 1000})
        )
        return opened[-1].page

    cache.clear()  # counts of who sent how often
    expect.set_options(timeout=20_000)
    yield open_visit
    complaints = [said for one in opened for said in one.complaints if "status of 422" not in said]
    for one in opened:
        one.close()
    assert complaints == []


@dataclass
class Mailbox:
    """What came to somebody by SMTP."""

    server: Inbox
    address: str
    read: int = 0

    def newest(self):
        """Delivers what is queued and returns the one mail that has come since the last one was read."""
        deliver_due()
        mine = [content for address, content in self.server.taken if address == self.address]
        (new,) = mine[self.read :]
        self.read += 1
        return message_from_bytes(new, policy=policy.default)

    def is_empty(self) -> bool:
        deliver_due()
        return len([one for one in self.server.recipients if one == self.address]) == self.read


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def subject_of(mail) -> str:
    return mail["Subject"].strip()


def link_in(mail, what: str = "/contribute/status/") -> str:
    """The path of the first link in a mail that leads to something."""
    links = [urlsplit(one).path for one in re.findall(r"https?://\S+", text_of(mail))]
    return next(one for one in links if what in one)


def signed_in(page: Page, group: str | None, name: str) -> Page:
    """Signs somebody in as people do."""
    user = person(group, first_name=name, email=f"{name.lower()}@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/me/")
    return page


def send(page: Page) -> None:
    page.get_by_label("I wrote this").check()
    page.wait_for_timeout(READING)
    page.get_by_role("button", name="Send for review").click()
    page.wait_for_load_state()


def take(page: Page, title: str) -> None:
    """Opens a submission from the queue and takes it."""
    page.goto("/admin/submissions/")
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_text("Yours until")).to_be_visible()


def open_draft(page: Page) -> None:
    """Opens what was accepted, from the queue of what is."""
    page.goto("/admin/submissions/?state=accepted")
    page.locator("td.desk-title a").first.click()
    page.locator(".desk-facts").get_by_role("link", name=re.compile("PY-")).click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    page.wait_for_timeout(AUTOSAVE_BASELINE)


def publish(page: Page, button: str = "Approve and Publish") -> None:
    """Presses a button of the action menu at the foot of the editor's form."""
    footer = page.locator("footer").last
    footer.locator("[data-w-dropdown-target='toggle']").click()
    footer.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def everything_stored() -> str:
    """Every text that is kept of what was sent."""
    rows = [*Submission.objects.values(), *Decision.objects.values(), *Message.objects.values()]
    return str([*rows, *EntryPage.objects.values()])


def test_a_guest_explains_an_error_and_is_answered_until_it_is_public(browse, inbox):  # noqa: F811
    TechnologyFactory(name="Python", slug="python", prefix="PY", aliases="py")
    mails = Mailbox(inbox, GUEST)
    guest, moderator, editor = browse(), browse(), browse()

    # --- From the search to the form, with what was pasted
    guest.goto("/")
    guest.evaluate(
        """(trace) => {
        const box = document.querySelector("textarea[name=q]");
        box.value = trace;
        box.form.submit();
    }""",
        TRACE,
    )
    guest.get_by_role("button", name="Explain it to others").click()
    guest.wait_for_url("**/contribute/debug/start/")
    message = guest.get_by_label("Message 1").input_value()
    assert message.startswith("quax.QuaxError: no quax for REDACTED")
    assert TOKEN not in guest.content()
    expect(guest.locator("#id_technology")).to_have_value("python")

    # --- A secret is told in the browser, left in, and taken out by the server
    guest.locator("#id_title").fill("There was no quax in the box")
    guest.locator("#id_error_kind").select_option(index=1)
    guest.locator("#id_section-root_cause").fill("Nobody had put one in.")
    guest.locator("#id_section-fix").fill(f"Put one in.\n\nAs shop, with password = {PASSWORD}")
    expect(guest.get_by_text("This looks like a password or key on line 3.")).to_be_visible()
    guest.get_by_label("E-mail").fill(GUEST)
    guest.locator("#id_by-name").fill("Jana Q.")
    guest.locator("#id_by-named").check()
    send(guest)
    expect(guest.locator("mark.secret").first).to_contain_text(PASSWORD)
    assert PASSWORD not in guest.locator("#id_section-fix").input_value()
    assert not Submission.objects.exists()
    guest.get_by_role("button", name="Send it like this").click()
    guest.wait_for_url("**/contribute/status/**")
    assert Submission.objects.get().state == State.RECEIVED
    assert PASSWORD not in everything_stored()
    assert TOKEN not in everything_stored()

    # --- The mail, and the page behind its link
    received = mails.newest()
    assert subject_of(received).startswith("We received")
    guest.goto(link_in(received))
    guest.get_by_role("button", name="Yes, this is my address").click()
    expect(guest.get_by_text("Your address is confirmed")).to_be_visible()
    expect(guest.get_by_text("It is number 1 in the queue.")).to_be_visible()

    # --- A moderator asks for something
    signed_in(moderator, "Moderators", "Ada")
    take(moderator, "There was no quax in the box")
    moderator.locator("#request-changes-reason").fill("Which version of quax is it?")
    moderator.get_by_role("button", name="Request changes").click()
    expect(moderator.get_by_text("changes requested.")).to_be_visible()

    asked = mails.newest()
    assert "Please have another look" in subject_of(asked)
    assert "> Which version of quax is it?" in text_of(asked)
    guest.goto(link_in(asked))
    guest.get_by_role("link", name="Change it").click()
    guest.locator("#id_section-root_cause").fill("Nobody had put one in, as of **quax 3**.")
    guest.get_by_role("button", name="Send the changes").click()
    expect(guest.get_by_text("it is back in the queue")).to_be_visible()
    assert mails.is_empty()

    # --- The moderator sees what was changed and accepts it
    take(moderator, "There was no quax in the box")
    moderator.get_by_text("What changed").click()
    expect(moderator.locator(".desk-steps ins").first).to_contain_text("quax 3")
    expect(moderator.frame_locator("[data-desk-frame]").locator("strong").first).to_have_text("quax 3")
    moderator.locator("#accept-note").fill("Thank you, that was missing.")
    moderator.get_by_role("button", name="Accept", exact=True).click()
    expect(moderator.get_by_role("link", name="Open the draft")).to_be_visible()

    accepted = mails.newest()
    assert subject_of(accepted).startswith("Accepted")
    assert "> Thank you, that was missing." in text_of(accepted)
    entry = EntryPage.objects.get()
    assert not entry.live
    guest.goto(entry.url)
    assert "quax 3" not in guest.content()

    # --- An editor publishes it
    signed_in(editor, "Editors", "Grace")
    open_draft(editor)
    publish(editor)

    published = mails.newest()
    assert subject_of(published).startswith("Published")
    guest.goto(link_in(published, entry.url))
    expect(guest.get_by_role("heading", level=1)).to_have_text("There was no quax in the box")
    expect(guest.locator("main")).to_contain_text("Jana Q.")
    guest.goto(link_in(published))
    expect(guest.locator(".badge")).to_have_text("Published")
    guest.goto("/contributors/")
    expect(guest.get_by_text("Jana Q.")).to_be_visible()
    expect(guest.get_by_role("link", name=re.compile("There was no quax in the box"))).to_be_visible()

    # --- And whoever pastes the error next finds it
    guest.goto("/")
    guest.evaluate(
        """(trace) => {
        const box = document.querySelector("textarea[name=q]");
        box.value = trace;
        box.form.submit();
    }""",
        TRACE.replace(TOKEN, "somebody else"),
    )
    expect(guest.get_by_role("main").get_by_role("link", name="Read the fix")).to_be_visible()
    assert mails.is_empty()
    assert [one.action for one in Decision.objects.all()] == [
        "submit", "claim", "request-changes", "revise", "claim", "accept", "publish"
    ]  # fmt: skip


def correct(page: Page, entry: EntryPage, why: str, **fields: str) -> None:
    """Sends a correction of a published entry."""
    page.goto(entry.url)
    page.get_by_role("link", name="Suggest an improvement").click()
    page.get_by_label("What do you correct, and why?").fill(why)
    for name, text in fields.items():
        page.locator(f"#id_{name.replace('__', '-')}").fill(text)
    page.locator("#id_by-name").fill("Carol C.")
    page.locator("#id_by-named").check()
    send(page)
    page.wait_for_url("**/contribute/status/**")


def test_a_correction_survives_later_edits_and_a_conflict_is_shown_as_one(browse, inbox):  # noqa: F811
    technology = TechnologyFactory(name="Python", slug="python", prefix="PY")
    entry = DebugEntryPageFactory(
        technology=technology,
        live=True,
        title="There was no quax in the box",
        summary="It was empty.",
        change_note="",
    )
    contributor, moderator, editor = browse(), browse(), browse()
    signed_in(contributor, None, "Carol")
    mails = Mailbox(inbox, "carol@example.com")
    correct(contributor, entry, "The fix was outdated.", section__fix="Use `quax --fill`.")
    assert subject_of(mails.newest()).startswith("We received")
    correct(contributor, entry, "It said too little.", summary="It was empty since Monday.")
    assert subject_of(mails.newest()).startswith("We received")
    contributor.goto("/me/")
    expect(contributor.get_by_role("main")).to_contain_text("Received")

    # --- Meanwhile an editor publishes another version of the summary
    signed_in(editor, "Editors", "Grace")
    editor.goto(f"/admin/pages/{entry.pk}/edit/")
    editor.wait_for_timeout(AUTOSAVE_BASELINE)
    editor.locator("#id_summary").fill("It was empty and broken.")
    editor.get_by_role("tab", name="Change").click()
    editor.locator("#id_change_kind").select_option("typo")
    editor.locator("#id_change_note").fill("Said what else was wrong.")
    publish(editor, "Publish")

    # --- The correction of the fix goes in beside it
    signed_in(moderator, "Moderators", "Ada")
    first, second = Submission.objects.order_by("pk")
    moderator.goto(f"/admin/submissions/{first.pk}/")
    moderator.get_by_role("button", name="Take it").click()
    expect(moderator.get_by_role("heading", name="Changed by both")).to_have_count(0)
    expect(moderator.locator("#changes-section ins").first).to_contain_text("quax --fill")
    expect(moderator.get_by_text("Also under way for this entry")).to_be_visible()
    moderator.get_by_role("button", name="Accept", exact=True).click()
    expect(moderator.get_by_role("link", name="Open the draft")).to_be_visible()

    # --- That of the summary is a conflict, with its three texts, and a person settles it
    moderator.goto(f"/admin/submissions/{second.pk}/")
    moderator.get_by_role("button", name="Take it").click()
    conflict = moderator.locator(".desk-conflict")
    for text in ("It was empty.", "It was empty and broken.", "It was empty since Monday."):
        expect(conflict.locator("pre").get_by_text(text, exact=True)).to_be_visible()
    moderator.get_by_role("button", name="Accept", exact=True).click()
    expect(moderator.get_by_text("Choose what shall stand.").first).to_be_visible()
    moderator.get_by_label("As I write it here").check()
    moderator.get_by_label("your text").fill("It was empty and broken since Monday.")
    moderator.get_by_role("button", name="Accept", exact=True).click()
    expect(moderator.get_by_role("link", name="Open the draft")).to_be_visible()
    assert {one.state for one in Submission.objects.all()} == {State.ACCEPTED}
    deliver_due()
    mails.read += 2  # both were accepted

    # --- An editor publishes both at once
    editor.goto(f"/admin/pages/{entry.pk}/edit/")
    editor.wait_for_timeout(AUTOSAVE_BASELINE)
    publish(editor)
    contributor.goto(entry.url)
    contributor.reload()  # a browser keeps a page for a minute
    main = contributor.get_by_role("main")
    expect(main).to_contain_text("quax --fill")
    expect(main).to_contain_text("It was empty and broken since Monday.")
    expect(main).to_contain_text("It said too little.")
    expect(main).to_contain_text("Carol C.")
    deliver_due()
    subjects = [
        subject_of(message_from_bytes(content, policy=policy.default))
        for address, content in inbox.taken
        if address == "carol@example.com"
    ]
    assert [one.partition(":")[0].partition(" “")[0] for one in subjects] == [
        *["We received"] * 2, *["Accepted"] * 2, *["Published"] * 2
    ]  # fmt: skip
    contributor.goto("/me/")
    expect(contributor.get_by_role("main")).to_contain_text("Published")
