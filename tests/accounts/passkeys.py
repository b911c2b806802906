"""A passkey made of nothing but arithmetic: answers as a browser with a key would, honestly or not."""

from __future__ import annotations

import json
import os
from hashlib import sha256

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

Flag = AuthenticatorData.FLAG
SITE = "testserver"


class Passkey:
    """A key for one account.

    Arguments:
        user: whose it is.
        alone: whether it may sign in without the password.
    """

    def __init__(self, user, name: str = "Key", alone: bool = True) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.number = os.urandom(16)
        self.user = user
        public = AttestedCredentialData.create(
            b"\0" * 16, self.number, ES256.from_cryptography_key(self.secret.public_key())
        )
        known = AuthenticatorData.create(_site(), Flag.UP | Flag.UV | Flag.AT, 0, public)
        credential = self._answer(
            clientDataJSON=_said("create", b"x"),
            attestationObject=websafe_encode(AttestationObject.create("none", known, {})),
        ) | {"clientExtensionResults": {"credProps": {"rk": alone}}}
        self.row = Authenticator.objects.create(
            user=user, type="webauthn", data={"name": name, "credential": credential}
        )

    def answer(self, challenge: str, *, verified: bool = True, origin: str = f"http://{SITE}") -> str:
        """Returns what a browser sends for a challenge.

        Arguments:
            verified: whether a finger, a face or a number was shown to the key.
        """
        data = AuthenticatorData.create(_site(), Flag.UP | (Flag.UV if verified else Flag(0)), 1)
        said = _said("get", challenge, origin)
        signed = self.secret.sign(bytes(data) + sha256(websafe_decode(said)).digest(), ec.ECDSA(SHA256()))
        handle = websafe_encode(user_pk_to_url_str(self.user).encode())
        return json.dumps(
            self._answer(
                clientDataJSON=said,
                authenticatorData=websafe_encode(data),
                signature=websafe_encode(signed),
                userHandle=handle,
            )
        )

    def _answer(self, **response) -> dict:
        number = websafe_encode(self.number)
        return {"id": number, "rawId": number, "type": "public-key", "response": response}


def challenge_of(client) -> str:
    """Asks to sign in by a passkey alone and returns what has to be signed."""
    asked = client.get("/accounts/2fa/webauthn/login/", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    return asked.json()["request_options"]["publicKey"]["challenge"]


def _site() -> bytes:
    return sha256(SITE.encode()).digest()


def _said(what: str, challenge: str | bytes, origin: str = f"http://{SITE}") -> str:
    shown = challenge if isinstance(challenge, str) else websafe_encode(challenge)
    return websafe_encode(
        json.dumps({"type": f"webauthn.{what}", "challenge": shown, "origin": origin}).encode()
    )
