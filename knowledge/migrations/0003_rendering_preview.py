"""A snippet's telling line is rendered once, when it is published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_counting")]

    operations = [
        migrations.AddField(
            model_name="entryrendering",
            name="preview",
            field=models.TextField(blank=True, default=""),
        ),
    ]
