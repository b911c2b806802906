"""Log configuration: one line per event, text for people or JSON for machines."""

import logging
import re

import structlog

# In the path of a request that failed: a value we signed, or the key of a forgotten password. Whoever has one acts
# as its owner, and some hold an address.
SECRET = re.compile(r"(?<![\w.-])[\w.-]+:[\w-]{4,}:[\w-]{43}|(?<=/password/reset/key/)[^/\s]+")


def _without_request(logger, name: str, event: dict) -> dict:
    """Leaves out the request Django attaches to its events: its text holds what somebody searched for."""
    event.pop("request", None)
    return event


def _without_secrets(logger, name: str, event: dict) -> dict:
    """Takes links that only their owner has out of what is said of a failed request."""
    event["event"] = SECRET.sub("…", str(event.get("event", "")))
    return event


class WithoutRoutine(logging.Filter):
    """Leaves out that each task began and ended well: the worker raises its own level and would say so."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING or not record.name.startswith("django_tasks")


def logging_config(log_format: str) -> dict:
    """Returns a `logging.config` dict.

    Arguments:
        log_format: `json` for one JSON object a line, anything else for text.
    """
    shared = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        _without_request,
        _without_secrets,
    ]
    if log_format == "json":
        # Tracebacks stay plain text: structured ones would print the locals of every frame.
        renderers = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        renderers = [
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
        ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_routine": {"()": WithoutRoutine}},
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
            }
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_routine"]},
            "stderr_warnings": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"},
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Django logs every 4xx here with its path; paths of searches are nobody's business.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "wagtail": {"level": "WARNING"},
            # A probe that finds something wrong comes every few seconds; its answer says what it is.
            "health_check": {"level": "ERROR"},
            "django_tasks": {"level": "WARNING"},
        },
    }
