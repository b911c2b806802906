"""How people sign in (django-allauth), and the sign-ins of others that the environment lets them use."""

from collections.abc import Mapping

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

ACCOUNTS_APPS = [
    "hub.accounts",  # above allauth, whose pages and mails it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    # Always there, so that its rows go with the people they belong to even when nobody signs in by it any more.
    "allauth.socialaccount",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
LOGOUT_REDIRECT_URL = "/"

# --- Accounts: an address, a password, and an address that was shown to be theirs --------------------

SIGNUP_OPEN = env.bool("SIGNUP_OPEN", default=True)  # off: only administrators make accounts
ACCOUNT_ADAPTER = "hub.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_FORMS = {
    "login": "hub.accounts.forms.LoginForm",
    "signup": "hub.accounts.forms.SignupForm",
    "add_email": "hub.accounts.forms.AddEmailForm",
    "change_password": "hub.accounts.forms.ChangePasswordForm",
    "set_password": "hub.accounts.forms.SetPasswordForm",
    "reset_password": "hub.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "hub.accounts.forms.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True  # one address for each account; the old one stays until the new one is confirmed
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds a password counts as just given
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False  # a second factor is not skipped by a forgotten password
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False

# --- A second factor ---------------------------------------------------------------------------------

# Sends whoever may use the admin and has no second factor to set one up before any page of it.
ADMIN_REQUIRES_MFA = env.bool("ADMIN_REQUIRES_MFA", default=False)
MFA_ADAPTER = "hub.accounts.adapter.MFAAdapter"
MFA_FORMS = {"add_webauthn": "hub.accounts.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Who signs in has a confirmed address; an address they change to is not confirmed yet and must not be refused.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 0  # allauth remembers a used code for 30 seconds; a tolerated one could be used again

# --- Signing in by somebody else's account -----------------------------------------------------------

SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
# An address somebody else vouches for opens no account that exists here.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False

SOCIAL = {  # name in the environment: allauth's app
    "GITHUB": "allauth.socialaccount.providers.github",
    "GITLAB": "allauth.socialaccount.providers.gitlab",
    "GOOGLE": "allauth.socialaccount.providers.google",
    "OIDC": "allauth.socialaccount.providers.openid_connect",
}


def social_login(environment: Mapping[str, str]) -> tuple[list[str], dict]:
    """Returns the apps and allauth's configuration of the sign-ins that the environment names.

    `SOCIAL_GITHUB_CLIENT_ID` and `SOCIAL_GITHUB_SECRET` are enough for GitHub; GITLAB and GOOGLE likewise.
    `SOCIAL_GITLAB_URL` names a GitLab of one's own. OIDC, any server that speaks OpenID Connect, needs
    `SOCIAL_OIDC_URL` as well and may have a `SOCIAL_OIDC_NAME` for its button.

    Raises:
        ImproperlyConfigured: an identifier without its secret, or OIDC without its address.
    """
    apps, providers = [], {}
    for name, app in SOCIAL.items():
        identifier, secret, url = (
            environment.get(f"SOCIAL_{name}_{part}", "") for part in ("CLIENT_ID", "SECRET", "URL")
        )
        if not (identifier or secret):
            continue
        if not (identifier and secret and (url or name != "OIDC")):
            needed = "CLIENT_ID, SECRET and URL" if name == "OIDC" else "CLIENT_ID and SECRET"
            raise ImproperlyConfigured(f"SOCIAL_{name}_… needs {needed}.")
        registration: dict = {"client_id": identifier, "secret": secret}
        if name == "OIDC":
            called = environment.get("SOCIAL_OIDC_NAME", "") or "OpenID Connect"
            registration |= {"provider_id": "oidc", "name": called, "settings": {"server_url": url}}
        elif name == "GITLAB" and url:
            registration["settings"] = {"gitlab_url": url.rstrip("/")}
        apps.append(app)
        providers[app.rpartition(".")[2]] = {"APPS": [registration]}
    return apps, providers


SOCIAL_APPS, SOCIALACCOUNT_PROVIDERS = social_login(env.ENVIRON)
