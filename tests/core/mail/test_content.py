"""What a mail says: the same in both forms, and nothing that a hostile name could put into it."""

import pytest
from django.template import TemplateSyntaxError

from hub.core.mail import CATEGORIES, render_mail, send
from hub.core.mail.delivery import deliver_due
from hub.core.mail.escaping import UnsafeLink
from hub.core.mail.plain import WIDTH, plain_mail

HOSTILE = [
    "https://evil.example/x", "[a](https://evil.example)", "<https://evil.example>", "**b** `c` # d",
    "x\n\n# Head\n- item", "a\\](https://evil.example)", "&lt;b&gt;<script>", "![i](image:x)", "FLSK-MID-004",
    "    code", "mailto:a@evil.example", "1. x", "www.evil.example", "[FLSK-MID-004]", "x\r\nBcc: a@evil.example",
    "\u202egnp.exe", "\x00\x1b[31m", "\ud800", "```\ncode\n```", "a" * 30_000,
]  # fmt: skip


@pytest.fixture
def template(tmp_path, settings):
    """`template("Subject: …")` makes `mail/trial.md` say that."""
    from hub.core.mail import source

    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "trial.md").write_text("")
    first = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**first, "DIRS": [tmp_path, *first["DIRS"]]}]
    source._compiled.cache_clear()

    def write(text: str) -> None:
        source._compiled.cache_clear()
        (tmp_path / "mail" / "trial.md").write_text(text)

    yield write
    source._compiled.cache_clear()


def rendered(context=None, **options):
    return render_mail("trial", context or {}, category=CATEGORIES["status"], **options)


class TestHostileValues:
    @pytest.mark.parametrize("value", HOSTILE)
    @pytest.mark.parametrize(
        "source", ["{{ v }}", "Dear {{ v|upper }},", "- {{ v }}", "{{ v|quoted }}", "# {{ v|lower }}"]
    )
    def test_show_as_they_are(self, template, value, source):
        template(f"Subject: About {{{{ v }}}}\n\n{source}\n")
        harmless = source.replace("|upper", "").replace("|lower", "")
        content = rendered({"v": value})
        template(f"Subject: About it\n\n{harmless}\n")
        plain = rendered({"v": "word"})
        for tag in ("<a ", "<h", "<li", "<strong", "<code", "<pre", "<img", "<script"):
            assert content.html.count(tag) == plain.html.count(tag), tag
        assert "\n" not in content.subject
        assert "\r" not in content.subject
        assert len(content.subject) <= 200
        assert "s://evil" not in content.text.lower()
        assert "\u202e" not in content.text + content.html + content.subject

    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "//evil.example", "/path", "data:text/html,x", "", "https://", "http://[",
         "ftp://example.com"],
    )  # fmt: skip
    def test_a_link_leads_to_a_page_or_there_is_no_mail(self, template, address):
        template("Subject: x\n\n[Read]({{ a|url }})\n")
        with pytest.raises(UnsafeLink):
            rendered({"a": address})

    @pytest.mark.parametrize(
        "address", ["https://a.example/) [b](https://evil.example", "https://a.example/\n\nx>"]
    )
    def test_an_address_cannot_end_its_link(self, template, address):
        template("Subject: x\n\n[Read]({{ a|url }})\n")
        content = rendered({"a": address})
        assert 'href="https://evil' not in content.html
        assert ">Read</a>" in content.html


class TestTemplates:
    def test_a_missing_value_is_an_error_and_not_a_gap(self, template):
        template("Subject: x\n\nDear {{ nobody }},\n")
        with pytest.raises(LookupError, match="nobody"):
            rendered()

    @pytest.mark.parametrize(
        "text", ["No subject", "Subject: x\n\n{% include 'a' %}", "Subject: x\n\n{% firstof a %}",
                 "Subject: x\n\n{% if 1 %}{% cycle a b %}{% endif %}", "Subject: x\n\n{% debug %}"]
    )  # fmt: skip
    def test_what_prints_without_escaping_is_refused(self, template, text):
        template(text)
        with pytest.raises(TemplateSyntaxError):
            rendered({"a": "*"})

    def test_conditions_and_loops_may_be_used(self, template):
        template("Subject: x\n\n{% for one in many %}{% if one %}{{ one }} {% endif %}{% endfor %}\n")
        assert rendered({"many": ["a*", "b"]}).text.startswith("a* b\n")

    def test_the_foot_says_who_writes_why_and_how_to_stop_it(self, settings):
        settings.MAIL_POSTAL_ADDRESS = "1 Example Street\nExampleton"
        content = render_mail(
            "test", {}, category=CATEGORIES["letters"], stop_url="https://example.com/stop?a=1&b=2"
        )
        assert "https://example.com/stop?a=1&b=2" in content.text
        assert 'href="https://example.com/stop?a=1&amp;b=2"' in content.html
        for form in (content.text, content.html):
            assert "because you subscribed" in form
            assert "1 Example Street" in form
            assert settings.WAGTAIL_SITE_NAME in form

    def test_a_mail_is_small_and_fetches_nothing(self):
        html = render_mail("test", {}, category=CATEGORIES["status"]).html
        assert len(html.encode()) < 100_000
        assert not any(word in html for word in ("<img", "<link", "<script", "url(", "@import"))


class TestPlainText:
    def test_is_wrapped_and_has_links_on_lines_of_their_own(self):
        text = plain_mail(
            "word " * 60 + "[Read it](https://example.com/" + "x" * 90 + ")\n\n> quoted " + "w " * 90
        )
        assert "https://example.com/" + "x" * 90 in text.splitlines()
        assert all(len(line) <= WIDTH for line in text.splitlines() if "://" not in line)
        assert all(line.startswith(">") for line in text.split("\n\n")[1].splitlines())

    def test_keeps_lists_headings_and_code(self):
        assert plain_mail("## Next\n\n1. one\n2. two\n   - three\n\n```\ncode  here\n```\n") == (
            "Next\n----\n\n1. one\n2. two\n   - three\n\n    code  here\n"
        )


@pytest.mark.django_db
def test_in_development_a_mail_is_printed_as_it_is_read(settings, capsys, queue_only):
    settings.MAIL_BACKEND = "hub.core.mail.console.EmailBackend"
    settings.MAIL_POSTAL_ADDRESS = "Straße 1"
    send("test", "ada@example.com", {}, category="account")
    deliver_due()
    printed = capsys.readouterr().out
    assert "To: ada@example.com\nSubject: A test" in printed
    assert "Straße 1" in printed
    assert "<p" not in printed
