"""The front door's models: the home page and the settings of the site."""

from hub.home.models.pages import HomePage
from hub.home.models.settings import SiteIdentity, SiteTexts

__all__ = ["HomePage", "SiteIdentity", "SiteTexts"]
