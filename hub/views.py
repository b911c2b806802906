"""Answers that belong to no app: health, and the pages shown when something is wrong."""

import asyncio

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from health_check.exceptions import HealthCheckException
from health_check.views import HealthCheckView

from hub.core.health import READINESS


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; asks nothing of anybody else."""
    return HttpResponse("ok\n", content_type="text/plain")


class ReadyView(HealthCheckView):
    """Says whether everything the site needs works: 200, or 503 naming what does not."""

    checks = READINESS
    http_method_names = ["get", "head", "options"]

    async def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        results = await asyncio.gather(*(check.get_result(check.executor) for check in self.get_checks()))
        ready = not any(result.error for result in results)
        found = {result.check.name: _verdict(result.error) for result in results}
        return JsonResponse({"ready": ready, "checks": found}, status=200 if ready else 503)


def _verdict(error: HealthCheckException | None) -> str:
    return "ok" if error is None else error.message.lower()


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
