"""Letters that were sent, to be read on the site and followed by a feed; the same for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from contributions.newsletter.letters.models import Letter
from hub.core.addresses import absolute_url
from hub.core.mail.identity import identity
from hub.core.mail.rendering import below_title
from hub.core.paging import PagedList
from hub.core.rendering import render_markdown

PAGE_SIZE = 30
IN_FEED = 20


def shown():
    """Returns the letters everybody may read, the newest first."""
    return Letter.objects.filter(public=True, state=Letter.State.SENT).order_by("-finished_at", "-pk")


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Lists letters by subject and date."""
    rows = shown().only("subject", "slug", "started_at")
    found = PagedList(rows, request.GET, size=PAGE_SIZE)
    if found.page is None:
        raise Http404("There is no such page of letters.")
    context = {"letters": found, "title": "Letters"}
    return render(request, "contributions/newsletter/letters.html", context)


@require_safe
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows a letter as its readers got it."""
    one = shown().filter(slug=slug).first()
    if one is None:
        raise Http404("No such letter.")
    html = below_title(render_markdown(one.markdown, id_prefix="letter"))
    context = {"letter": one, "html": html, "title": one.subject}
    return render(request, "contributions/newsletter/letter.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Tells of new letters."""
    name = identity().name
    atom = Atom1Feed(
        title=f"Letters · {name}",
        link=absolute_url(reverse("contributions:letters")),
        description="",
        feed_url=absolute_url(reverse("contributions:letters_feed")),
        author_name=name,
    )
    for one in shown()[:IN_FEED]:
        address = absolute_url(reverse("contributions:letter", args=[one.slug]))
        atom.add_item(
            title=one.subject,
            link=address,
            unique_id=address,
            description=str(render_markdown(one.markdown, id_prefix=f"letter-{one.pk}")),
            pubdate=one.started_at,
            updateddate=one.finished_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
