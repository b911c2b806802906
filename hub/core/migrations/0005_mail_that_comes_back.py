"""What comes back about mail: reports of it, a state of its own, and what a provider calls a mail."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_public_name_and_credit"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("digest", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hard", "the address does not exist"),
                            ("soft", "not delivered this time"),
                            ("complaint", "its reader complained"),
                        ],
                        max_length=10,
                    ),
                ),
                ("status", models.CharField(blank=True, max_length=12)),
                ("said", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="provider_id",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AlterField(
            model_name="outgoingmail",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "waiting"),
                    ("sending", "being sent"),
                    ("sent", "sent"),
                    ("failed", "failed"),
                    ("suppressed", "not sent: the address gets no such mail"),
                    ("unknown", "unknown, perhaps delivered"),
                    ("returned", "came back: it was not delivered"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="suppressedaddress",
            name="reason",
            field=models.CharField(
                choices=[
                    ("bounce", "it does not exist"),
                    ("refuses", "mail to it came back again and again"),
                    ("complaint", "its owner complained"),
                    ("asked", "its owner asked to get no letters"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                condition=models.Q(("provider_id", ""), _negated=True),
                fields=["provider_id"],
                name="core_mail_provider",
            ),
        ),
        migrations.AddField(
            model_name="mailreport",
            name="mail",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="core.outgoingmail",
            ),
        ),
        migrations.AddIndex(
            model_name="mailreport",
            index=models.Index(fields=["digest", "kind", "at"], name="core_mailreport_address"),
        ),
        migrations.AddIndex(
            model_name="mailreport",
            index=models.Index(fields=["at"], name="core_mailreport_at"),
        ),
    ]
