"""Links to submissions are signed, so no token is stored any more.

The column stays, empty in new rows, for processes of the release before that still run meanwhile; a later
release drops it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contributions", "0001_submissions")]

    operations = [
        migrations.AlterField(
            model_name="submission",
            name="token_digest",
            field=models.CharField(max_length=64, unique=True, null=True),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="submission", name="token_digest")]
        ),
    ]
