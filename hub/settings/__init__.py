"""Settings of the running site: HUB_ENV chooses between development and production.

`HUB_ENV=production` is the only word that opens production; anything unknown is refused,
so that a misspelt value never serves a public site with development settings.
"""

import os

from django.core.exceptions import ImproperlyConfigured

HUB_ENV = os.environ.get("HUB_ENV", "dev")

if HUB_ENV == "production":
    from hub.settings.production import *
elif HUB_ENV == "dev":
    from hub.settings.dev import *
else:
    raise ImproperlyConfigured(f"HUB_ENV is {HUB_ENV!r}; use 'dev' or 'production'.")
