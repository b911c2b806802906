"""Settings of the processes that send: as of tests, but with a real queue of tasks and a real mail server."""

import os

from hub.settings.test import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
MAIL_BACKEND = "hub.core.mail.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("BENCH_MAIL_PORT", "25"))
EMAIL_USE_TLS = EMAIL_USE_SSL = False
MAIL_BOUNCE_ADDRESS = "bounces@hub.example.org"
