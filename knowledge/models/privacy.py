"""Whether a page is private, asked together with the page instead of twice more."""

from wagtail.models import PageViewRestriction


class KnownPrivacy:
    """A page that remembers what `querysets.under_restriction` said of it when it was read."""

    is_private: bool | None = None

    def get_view_restrictions(self):
        """Returns the restrictions in force; asks nothing where the page is known to be public."""
        if self.is_private is False and self.alias_of_id is None:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()
