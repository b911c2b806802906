"""What the gate says to people, in the words of the page."""

STALE = "This page was open for too long, or was opened twice. Nothing is lost: press Send once more."
ASKED = "Before this is sent, your browser has to do a small calculation, which keeps programs out."
OVER = {
    "account": "That is a lot for one hour, and more is not taken from one account. Send this one in an hour.",
    "email": "That is a lot for one hour, and more is not taken under one e-mail address. Send this one in an hour.",
    "sender": "More was sent from your network within an hour than is taken. Send this one in an hour, or sign in.",
    "guests": "Far more is being sent at the moment than anybody can read. Send this one in an hour, or sign in.",
}
KEPT = "What you have written stays on this page."


def over(limit: str) -> str:
    """Returns what is said when a limit is reached, by its name in `settings.GATE_AN_HOUR`."""
    return f"{OVER[limit]} {KEPT}"
