"""The privacy page says what accounts leave behind."""

from django.db import migrations

import hub.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_editors_send_letters"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sitetexts",
            name="privacy",
            field=hub.core.fields.MarkdownTextField(
                blank=True,
                default="### What reading leaves behind\n\nPublic pages set no cookie, load nothing from other sites and contain no tracking. How often an entry was\nread, used or found helpful is counted as a number. To count a visit once, the server makes a fingerprint\nfrom your address and browser with a secret that changes every day; fingerprint and secret are thrown away\nwhen the day ends, and your address is never stored.\n\n### What stays in your browser\n\nThe theme you choose and your recent searches are kept in your browser's own storage and never sent.\n\n### What searching leaves behind\n\nThe words of a search are counted together with how many found nothing, so that missing answers get written.\nNobody's name, address or time of day is kept with them, and no word is shown to an editor before five\nsearches had it. An error or a log that you paste is read, answered and forgotten: it is neither stored nor\nwritten to a log.\n\n### Accounts\n\nReading needs no account. Who makes one gives an address and a password, and a session cookie is set while they\nare signed in. From where and with which browser that was is kept as long as it lasts, so that its owner can\nend it elsewhere. Everything kept about a person can be taken along or deleted on their own page; entries that\nwere published stay, without their name. The name of who edits this hub stands with the changes they made.\n",
            ),
        ),
    ]
