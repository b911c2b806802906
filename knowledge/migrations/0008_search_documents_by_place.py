"""Search reads what an entry says place by place; the background job fills the new ones in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0007_decisions_of_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="wordings",
            field=models.TextField(
                db_default="", default="", help_text="Lexemes of messages and other wordings, a line each."
            ),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="body",
            field=models.TextField(
                db_default="", default="", help_text="Lexemes of the sections, each as often as it is there."
            ),
        ),
        migrations.AlterField(
            model_name="searchdocument",
            name="keywords",
            field=models.TextField(help_text="Lexemes of tags, technology and the like."),
        ),
        migrations.AlterField(
            model_name="searchdocument",
            name="summary",
            field=models.TextField(
                help_text="Lexemes of the summary and of what tells when one needs the entry."
            ),
        ),
    ]
