"""Development, and the embedded installation that `make run` starts on a bare machine."""

from django.core.management.utils import get_random_secret_key

from hub.settings.base import *

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
VAR_DIR.mkdir(exist_ok=True)


def _local_secret() -> str:
    """Returns this machine's own key, made at the first start and kept out of the repository."""
    path = VAR_DIR / "secret_key"
    try:
        with path.open("x") as new:
            new.write(get_random_secret_key())
        path.chmod(0o600)
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default=None) or _local_secret()
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
