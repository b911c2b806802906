"""How much a learner's log takes; what was kept before counts as nothing, and logs go on from there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0002_learner_log"),
    ]

    operations = [
        migrations.AddField(
            model_name="learnerlog",
            name="data_bytes",
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
    ]
