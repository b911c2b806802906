"""How a person wants to be named where an entry thanks for a contribution."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_mail"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="credited",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="name me with what I contribute"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="display_name",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=120, verbose_name="public name"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="link",
            field=models.URLField(
                blank=True, db_default="", default="", max_length=500, verbose_name="public link"
            ),
        ),
    ]
