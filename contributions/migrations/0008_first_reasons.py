"""The first ready texts for declining and for asking for changes; the desk edits them as it likes."""

from django.db import migrations

DECLINE, CHANGES = "decline", "request-changes"
TEXTS = [
    (
        DECLINE,
        "Already in the archive",
        "Thank you for taking the time. We have an entry that answers this already, so a second one would split "
        "what people find. If ours lacks something that yours has, send it as a correction of that entry: it is "
        "one click away on its page.",
    ),
    (
        DECLINE,
        "Too close to its source",
        "Thank you for sending this. Large parts follow their source word for word, and we can only publish what is "
        "written in your own words or under a licence that lets us. You are welcome to send it again retold, with "
        "the source named.",
    ),
    (
        DECLINE,
        "Not a fit for this archive",
        "Thank you for thinking of us. We collect questions, errors, code and designs that engineers meet at work, "
        "and this lies outside of that. There is nothing wrong with the text itself.",
    ),
    (
        DECLINE,
        "Could not be verified",
        "Thank you for sending this. We tried it with current versions and could not get the result it describes. "
        "If you still can, send it again with the exact versions and the smallest example that shows it.",
    ),
    (
        DECLINE,
        "No longer applies",
        "Thank you for sending this. It was true of versions that are no longer maintained, and today it would lead "
        "people astray. If something of it still holds, we are glad to read that part.",
    ),
    (
        CHANGES,
        "Name the versions",
        "This is useful, and nearly there. Please name the versions you saw it with (language, framework, operating "
        "system where it matters), so that readers know whether it is about theirs.",
    ),
    (
        CHANGES,
        "Smaller example",
        "Thank you, this looks right. Could you cut the code down to the smallest example that still shows it? "
        "Readers should see the point without knowing your project.",
    ),
    (
        CHANGES,
        "Say why it works",
        "The fix is clear. What is missing is the cause: a few sentences on why it happens, so that somebody who "
        "meets a variation of it can help themselves.",
    ),
    (
        CHANGES,
        "Name the source",
        "Before we can publish this we have to know where it comes from. Did you write it yourself? If parts are "
        "from elsewhere, please name the source and its licence.",
    ),
]


def write(apps, schema_editor):
    DecisionReason = apps.get_model("contributions", "DecisionReason")
    for position, (action, title, text) in enumerate(TEXTS, start=1):
        DecisionReason.objects.get_or_create(
            action=action, title=title, defaults={"text": text, "position": position}
        )


def take_away(apps, schema_editor):
    """Only what is still as it was written: what somebody changed is theirs."""
    DecisionReason = apps.get_model("contributions", "DecisionReason")
    for action, title, text in TEXTS:
        DecisionReason.objects.filter(action=action, title=title, text=text).delete()


class Migration(migrations.Migration):
    dependencies = [("contributions", "0007_desk_preferences")]

    operations = [migrations.RunPython(write, take_away)]
