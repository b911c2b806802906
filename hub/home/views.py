"""Pages whose text the owner writes in the site settings."""

from django.views.generic import TemplateView

from hub.core.rendering import render_markdown
from hub.home.models import SiteTexts


class SiteTextView(TemplateView):
    """One of the texts of `SiteTexts`."""

    template_name = "home/text.html"
    text = ""
    title = ""

    def get_context_data(self, **kwargs):
        texts = SiteTexts.for_request(self.request)
        return super().get_context_data(
            title=self.title, html=render_markdown(getattr(texts, self.text), id_prefix=self.text), **kwargs
        )
