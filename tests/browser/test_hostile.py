"""Texts that try to run something, through every field of every public form, looked at wherever they are shown.

Each form is filled with all of them at once: prose holds every string, a short field as many as fit. Nothing may
run, neither by itself nor when somebody points at it, on the site or in the admin.
"""

import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from contributions.gate import proof
from contributions.submissions import services
from contributions.submissions.links import mailed_link, status_link
from contributions.submissions.models import EDIT_LIMIT, Submission
from contributions.submissions.states import Role
from contributions.testimonials import models as notes
from contributions.testimonials import services as testimonials
from contributions.testimonials.links import link_of
from knowledge import drafting, kinds
from knowledge.models import EntryPage
from tests.admin.conftest import person, signed_in
from tests.browser.watching import Watched
from tests.contributions.factories import DESK, debug_document, fresh, submission
from tests.contributions.hostile import ALL, ONE_LINE, in_one_line, together
from tests.factories import CategoryFactory, QuestionPageFactory, TechnologyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"  # no robot
READING = 3200  # milliseconds, more than a machine takes to fill in a form
LONG_TEXT = 2000  # characters; a shorter field gets as many strings as fit into it
HARMLESS = {"email": "guest@example.org", "link": "https://example.org/", "url": "https://example.org/"}
# Fields of many items: what parts them, how many they hold, and how long each may be.
LISTS = {"tags": (", ", 20, 100), "affects": ("\n", 50, 120), "tested_with": ("\n", 20, 80), "components": ("\n", 50, 80),
         "also_asked": ("\n", 50, 500), "cwe": ("\n", 20, 20)}  # fmt: skip
ADDRESSES = {"by-email", "by-link", "source-url", "email", "link", "entry"}  # hold nothing that is no address
MOST = {"text": 1150}  # characters, where the browser is told more than is taken
INPUTS = """(form) => [...form.querySelectorAll("textarea, input")]
    .filter((one) => ["textarea", "text", "url", "email", "search"].includes(one.type) && !one.closest(".gate-trap"))
    .map((one) => ({name: one.name, lines: one.type === "textarea", most: one.maxLength,
        wrong: one.ariaInvalid === "true" || (one.type === "url" && !!one.closest("fieldset.field")?.querySelector(".field-error"))}))"""
TYPE = """(form, texts) => {
    for (const [name, text] of Object.entries(texts)) {
        const input = form.elements[name];
        input.value = text;
        input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (const input of form.querySelectorAll("select")) if (!input.value) input.selectedIndex = 1;
    for (const input of form.querySelectorAll("input[type=number]")) input.value = 5;
    for (const name of ["by-agreed", "by-named", "consent"]) if (form.elements[name]) form.elements[name].checked = true;
}"""


@pytest.fixture
def watched(chromium, live_server, monkeypatch):
    """Opens browsers; in none may anything run, be refused by the policy, or leave the site."""
    monkeypatch.setattr(proof, "MORE_NUMBERS", 5000)  # a test need not work as long as an attacker
    cache.clear()
    opened = []

    def open_one(user=None) -> Watched:
        opened.append(Watched(chromium, live_server.url, user_agent=AGENT))
        if user is not None:
            cookie = signed_in(user).cookies["sessionid"].value
            opened[-1].context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return opened[-1]

    yield open_one
    complaints = [
        said for one in opened for said in one.complaints if not re.search("status of 4(22|09|29)", said)
    ]
    for one in opened:
        one.close()
    assert complaints == []


def texts_for(inputs: list[dict], turn: int = 0) -> dict[str, str]:
    """Returns what is typed: everything where there is room, and in short fields others each time."""
    prose = [one for one in inputs if one["lines"]]
    room = min(EDIT_LIMIT // max(len(prose), 1) * 9 // 10, 60_000)
    typed = {}
    for number, one in enumerate(inputs):
        start = (number * 7 + turn * 13) % len(ALL)
        lines, name = [*ONE_LINE[start:], *ONE_LINE[:start]], one["name"]
        most = MOST.get(name) or (one["most"] if one["most"] > 0 else LONG_TEXT)
        if name in LISTS:
            between, many, length = LISTS[name]
            refused = ",\"'" if name == "tags" else "\n"
            items = [line for line in lines if len(line) <= length and not set(refused) & set(line)]
            typed[name] = between.join(items[:many])
        elif one["lines"] and (one["most"] < 0 or most >= LONG_TEXT or name in MOST):
            typed[name] = together([*ALL[start:], *ALL[:start]], min(room, most) if one["most"] > 0 else room)
        else:
            typed[name] = in_one_line(lines, min(most, 250))
    return typed


def fill_in(page: Page, turn: int = 0, *, addresses: bool = True) -> None:
    """Types into every field of the form.

    Arguments:
        addresses: whether into those too that take nothing but an address, which keep the rest from being shown.
    """
    form = page.locator("form.contribute")
    typed = texts_for(form.evaluate(INPUTS), turn)
    if not addresses:
        typed |= {name: harmless(name) for name in typed if name in ADDRESSES}
    form.evaluate(TYPE, typed)


def harmless(name: str) -> str:
    return HARMLESS.get(name.rpartition("-")[2], "")


def preview(visit: Watched, turn: int = 0) -> None:
    """Fills in the form and looks at what it would become."""
    fill_in(visit.page, turn, addresses=False)
    visit.page.get_by_role("button", name="Preview").click()
    expect(visit.page.locator("#preview")).to_contain_text("hit=1")
    visit.look()


def send(visit: Watched) -> set[str]:
    """Sends the form; what is refused is looked at and left out. Returns the names of the fields that were."""
    page, left_out = visit.page, set()
    page.wait_for_timeout(READING)
    for _ in range(6):
        cache.clear()  # of how often somebody sends
        page.evaluate("document.documentElement.dataset.before = true")
        page.locator("form.contribute button.primary").click()
        # The browser may have to work before it sends.
        expect(page.locator("html[data-before]")).to_have_count(0, timeout=60_000)
        page.wait_for_load_state()
        form = page.locator("form.contribute")
        if not form.count():
            return left_out
        visit.look()
        wrong = [one["name"] for one in form.evaluate(INPUTS) if one["wrong"]]
        left_out |= set(wrong)
        form.evaluate(TYPE, {name: harmless(name) for name in wrong})
    raise AssertionError(f"not taken: {page.locator('main').inner_text()[:2000]}")


def publish(one: Submission) -> EntryPage:
    """Makes a public entry of a submission, with everything in it."""
    entry = drafting.create_draft(services.credited(one.document, one, "wrote"), user=person("Editors"))
    entry.latest_revision.publish()
    return EntryPage.objects.get(pk=entry.pk)


@pytest.mark.parametrize("kind", [one.key for one in kinds.all_kinds() if one.from_readers])
def test_nothing_runs_of_a_new_entry(watched, kind):
    TechnologyFactory(name="Python", slug="python", prefix="PY")
    CategoryFactory()
    guest, moderator = watched(), watched(person("Moderators"))
    page = guest.page
    page.goto(f"/contribute/{kind}/")
    preview(guest)
    page.goto(f"/contribute/{kind}/")  # with the draft that was kept
    guest.look()
    fill_in(page)
    left_out = send(guest)
    assert left_out <= ADDRESSES

    one = Submission.objects.get()
    assert "hit=1" in one.title
    guest.look()
    say_and_name(guest, one)
    look_at_the_desk(moderator, one)
    entry = publish(fresh(one))
    look_at_the_site(watched(), entry)
    moderator.look(f"/admin/pages/{entry.pk}/edit/", within="")


def say_and_name(guest: Watched, one: Submission) -> None:
    """Writes everything into the small forms of a submission's page; the folded ones are opened by looking."""
    page = guest.page
    page.locator("form.say textarea").fill(together(ALL, 4900))
    page.locator("form.say button").click()
    page.wait_for_load_state()
    guest.look()
    page.locator("#id_credit-name").fill(in_one_line(ONE_LINE[7:], 120))
    page.locator("#id_credit-link").fill(
        'https://example.org/?"onmouseover="hit=1"><img/src=x/onerror=hit=1>'
    )
    page.locator("#id_credit-named").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    guest.look()
    page.locator("#id_credit-name").fill(in_one_line(ONE_LINE[7:], 120))
    page.locator("#id_credit-link").fill("https://example.org/")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("This is how you are named now.").wait_for()
    guest.look(urlsplit(mailed_link(one)).path)


def look_at_the_desk(moderator: Watched, one: Submission) -> None:
    """Looks at it in the queue, before and after it is asked for changes, and in the record."""
    services.claim(one, user=person("Moderators"), roles=DESK)
    services.say(one, together(ALL, 9000), role=Role.MODERATOR)
    moderator.look("/admin/submissions/", within=".listing")
    moderator.look(f"/admin/submissions/{one.pk}/", within=".desk")
    frame = moderator.page.frame_locator("[data-desk-frame]")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("hit=1")
    moderator.look(within=".desk")  # now that the frame is there
    moderator.look("/admin/submissions/decisions/", within=".listing")
    moderator.look("/admin/", within="")


def look_at_the_site(visitor: Watched, entry: EntryPage) -> None:
    """Looks at an entry, at the lists it stands in, and at the form by which it is corrected."""
    visitor.look(entry.url)
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("hit=1")
    section = urlsplit(entry.url).path.rstrip("/").rpartition("/")[0]
    for address in (
        f"{section}/",
        "/",
        "/contributors/",
        "/search/?q=hit",
        f"/contribute/correction/{entry.code}/",
    ):
        visitor.look(address)


def test_nothing_runs_of_a_correction(watched):
    entry = QuestionPageFactory(live=True, summary="It was.", technology=TechnologyFactory(prefix="PY"))
    guest, moderator = watched(), watched(person("Moderators"))
    page = guest.page
    page.goto(f"/contribute/correction/{entry.code}/")
    preview(guest, turn=1)
    expect(page.locator("#changes")).to_contain_text("hit=1")
    fill_in(page, turn=1)
    assert send(guest) <= ADDRESSES
    one = Submission.objects.get()
    guest.look()
    say_and_name(guest, one)

    latest = EntryPage.objects.get(pk=entry.pk).get_latest_revision_as_object()
    latest.summary = together(ALL[::-1])
    latest.save_revision()  # so that there is a conflict to be shown
    look_at_the_desk(moderator, one)
    moderator.page.goto(f"/admin/submissions/{one.pk}/")
    expect(moderator.page.get_by_role("heading", name="Changed by both")).to_be_visible()


def test_nothing_runs_of_changes_that_were_asked_for(watched):
    one, moderator = submission(), person("Moderators")
    services.claim(one, user=moderator, roles=DESK)
    services.request_changes(
        fresh(one), user=moderator, roles=DESK, version=fresh(one).version, reason=together(ALL, 4000)
    )
    guest = watched()
    guest.look(urlsplit(status_link(one)).path)
    guest.look(f"{urlsplit(status_link(one)).path}edit/")
    preview(guest, turn=2)
    assert send(guest) <= ADDRESSES
    assert "hit=1" in fresh(one).title
    guest.look()
    desk = watched(moderator)
    desk.look(f"/admin/submissions/{one.pk}/", within=".desk")
    services.withdraw(fresh(one), reason=together(ALL, 400))
    guest.look(urlsplit(status_link(one)).path)
    desk.look(f"/admin/submissions/{one.pk}/", within=".desk")


def test_nothing_runs_of_what_only_the_short_fields_hold(watched):
    """Every string as a title and a name: a page of the queue holds fifty."""
    technology = TechnologyFactory(prefix="PY")
    for number, text in enumerate(ONE_LINE):
        document = debug_document(title=text[:255], technology=technology, attributes={"messages": [text]})
        one = submission(
            document=document, name=text[:120], named=True, link="https://example.org/", email=""
        )
        if number % 3 == 0:
            publish(one)
    moderator, visitor = watched(person("Moderators")), watched()
    pages = -(-len(ONE_LINE) // 50)
    for number in range(1, pages + 1):
        moderator.look(f"/admin/submissions/?p={number}", within=".listing")
        visitor.look(f"/debug/?page={number}")
    moderator.look("/admin/submissions/decisions/", within=".listing")
    visitor.look("/contributors/")
    visitor.look("/contribute/debug/")
    visitor.page.locator("#id_title").press_sequentially("onerror hit script img src")
    visitor.page.wait_for_timeout(1500)  # for what is like it
    visitor.look()


def test_nothing_runs_of_a_note_a_search_and_a_lost_link(watched):
    guest = watched()
    guest.page.goto("/testimonials/new/")
    fill_in(guest.page)
    assert send(guest) <= ADDRESSES
    note = notes.Testimonial.objects.get()
    assert "hit=1" in note.text
    guest.look(urlsplit(link_of(note)).path)
    editor = watched(person("Editors"))
    for address in ("/admin/testimonials/", f"/admin/testimonials/{note.pk}/"):
        editor.look(address, within="")
    testimonials.confirm(note)
    for act, more in ((testimonials.publish, {}), (testimonials.feature, {"position": 1})):
        note.refresh_from_db()
        act(note, user=person("Editors"), roles={Role.EDITOR}, version=note.version, **more)
    for address in ("/testimonials/", "/"):
        guest.look(address)
        assert "hit=1" in guest.page.locator("main").inner_text()
    for number in range(0, len(ONE_LINE), 8):
        some = ONE_LINE[number : number + 8]
        guest.page.goto("/")
        box = guest.page.locator("textarea[name=q]").first
        with guest.page.expect_navigation():
            box.evaluate("(box, text) => { box.value = text; box.form.submit(); }", in_one_line(some, 900))
        guest.look()
    guest.page.goto("/contribute/status/")
    guest.page.get_by_label("E-mail").fill('"><img src=x onerror=hit=1>"@example.org')
    guest.page.locator("main form button").click()
    guest.look()
    guest.look(
        "/contribute/question/?title=%3Cimg%20src=x%20onerror=hit=1%3E&level=%22%3E%3Csvg/onload=hit=1%3E"
    )
    guest.look("/contribute/status/%3Cscript%3Ehit=1%3C/script%3E/")


def test_what_runs_would_be_noticed(watched, chromium, live_server):
    """The watch itself: an element that runs, one that would on a touch, and a link that would on a press."""
    QuestionPageFactory(live=True)
    visit = watched()
    visit.page.goto("/")
    visit.page.evaluate(
        """() => {
        const box = document.createElement("div");
        box.innerHTML = '<p onmouseover="hit=1">x</p><a href="java\\tscript:hit=1">x</a><img src="//other.example/x">';
        document.querySelector("main").append(box);
        window.hit = 1;
    }"""
    )
    visit.look()
    noticed, visit.complaints = " ".join(visit.complaints), []
    for one in ("p onmouseover", "a href=", "something ran", "img loads //other.example/x"):
        assert one in noticed
