"""The content policy: strict wherever the public looks, relaxed below the admin's address alone."""

import pytest

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}


def policy(response) -> dict[str, str]:
    header = response["Content-Security-Policy"]
    return dict(part.strip().partition(" ")[::2] for part in header.split(";") if part.strip())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/questions/",
        "/nowhere/",
        "/healthz",
        "/administrator/",
        "/x/admin/",
        "/%00",
        "/static/img/mark.svg",
    ],
)
def test_public_answers_allow_nothing_inline_and_nobody_else(client, path):
    found = policy(client.get(path))
    assert STRICT.items() <= found.items()
    assert "unsafe" not in str(found)
    assert "http" not in str(found)


@pytest.mark.django_db
def test_the_admin_may_run_its_own_inline_scripts_and_nobody_elses(client):
    found = policy(client.get("/admin/login/"))
    assert found["script-src"] == "'self' 'unsafe-inline'"
    assert "http" not in str(found)
