"""The privacy page says what sending something, notes of readers and mail leave behind, where nobody wrote a better one."""

from hashlib import sha256

from django.db import migrations

import hub.core.fields

# Of the texts this hub had before, apart from spaces and line ends, which browsers change.
OURS = {
    "d625d660ffb990873c8c13317c05ff584e8917cfef5b445a26bae2e7e914099a",  # 0001
    "6129f5cda1cf78f6090b335a9c3a18ffe63f3d5d8e1e1d9e53f67d866fc030f3",  # 0008
}


def tell_all(apps, schema_editor):
    """Replaces a text that is still ours; one that an owner has changed is theirs to keep."""
    SiteTexts = apps.get_model("home", "SiteTexts")
    told = SiteTexts._meta.get_field("privacy").default
    for texts in SiteTexts.objects.only("pk", "privacy"):
        if sha256(" ".join(texts.privacy.split()).encode()).hexdigest() in OURS:
            SiteTexts.objects.filter(pk=texts.pk).update(privacy=told)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0009_learning_domain"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sitetexts",
            name="privacy",
            field=hub.core.fields.MarkdownTextField(
                blank=True,
                default="### What reading leaves behind\n\nPublic pages set no cookie, load nothing from other sites and contain no tracking. How often an entry was\nread, used or found helpful is counted as a number. To count a visit once, the server makes a fingerprint\nfrom your address and browser with a secret that changes every day; fingerprint and secret are thrown away\nwhen the day ends, and your address is never stored.\n\n### What stays in your browser\n\nThe theme you choose, your recent searches, what you have begun to write, and what you marked as learned, saved or\npractised are kept in your browser's own storage. None of it is sent before you send it yourself; while you are\nsigned in, what you learned is kept with your account as well.\n\n### What searching leaves behind\n\nThe words of a search are counted together with how many found nothing, so that missing answers get written.\nNobody's name, address or time of day is kept with them, and no word is shown to an editor before five\nsearches had it. An error or a log that you paste is read, answered and forgotten: it is neither stored nor\nwritten to a log.\n\n### What sending something leaves behind\n\nWhat you send is read by moderators and may be published. Passwords, keys, e-mail addresses and names of machines are\nlooked for in it, here and in your browser, and taken out before it is stored. Your name and link are shown only if\nyou ask for it. Your e-mail address is needed for an answer alone and never shown. All that was decided and said\nabout it is kept with it.\n\nAgainst floods the server keeps fingerprints that it alone can make, in place of what they are made from: of your\nnetwork's address for ninety days, of the address, the e-mail address and the text for two days, and of whom it\nhas to keep out. No other service is asked who you are.\n\nWithout an account, write to us to have your name and address taken out of what you sent.\n\n### Notes of readers\n\nA note is shown with the name, role and link you give it, once a moderator has read it, for three years unless you\nsay that it shall stay. By the link in the mail you change it or take it back; then its words, your name and your\naddress are deleted at once. What nobody confirms is deleted after two weeks.\n\n### Mail\n\nYou get news and letters only if you asked for them and confirmed it. Your address and your choice are kept until\nthirty days after you leave, and every such mail has a link to leave by. Nobody counts who opens a mail or follows\na link in it. That you agreed, when and to which words is kept as a proof, with a fingerprint in place of the\naddress, as are addresses that want no mail or cannot get any. What a mail says is deleted when it has been sent; that\nit was sent, and to whom, after ninety days.\n\n### Accounts\n\nReading needs no account. Who makes one gives an address and a password, and a session cookie is set while they\nare signed in. From where and with which browser that was is kept as long as it lasts, so that its owner can\nend it elsewhere. An account whose address nobody confirms is deleted after thirty days. Everything kept about a\nperson can be taken along or deleted on their own page; entries that were published stay, without their name. The\nname of who edits this hub stands with the changes they made, as long as they have an account.\n",
            ),
        ),
        # Going back leaves the text: what it tells of is still in the database.
        migrations.RunPython(tell_all, migrations.RunPython.noop, elidable=True),
    ]
