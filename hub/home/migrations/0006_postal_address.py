"""A postal address for the foot of mails."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_moderators_decide"),
    ]

    operations = [
        migrations.AddField(
            model_name="siteidentity",
            name="postal_address",
            field=models.TextField(
                blank=True,
                help_text="Stands in the foot of every mail; many countries ask for it. Lines stay lines.",
                null=True,
            ),
        ),
    ]
