"""Requests made up from the OpenAPI description, right and wrong ones, never meet a failure on this side.

Every answer is also what the description says of its status: its type of content and its shape.
"""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from hub.api.application import api
from tests.pages.archive import fill_archive

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
OPERATIONS = [
    (method, path) for path, methods in api.get_openapi_schema()["paths"].items() for method in methods
]
within_bounds = settings(max_examples=60, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def described(db, settings):
    settings.API_REQUESTS_A_MINUTE = dict.fromkeys(settings.API_REQUESTS_A_MINUTE, 1_000_000)
    fill_archive()
    # The end of a request would close the connection, and with it the transaction this test is in.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_request_meets_a_failure(described, method, path, mode):
    operation = described[path][method]
    if mode is GenerationMode.NEGATIVE and not (
        operation.query or operation.path_parameters or operation.body
    ):
        return  # nothing about it can be wrong

    statuses = set()

    @within_bounds
    @given(case=operation.as_strategy(generation_mode=mode))
    def meets_none(case):
        statuses.add(case.call_and_validate(checks=CHECKS).status_code)

    meets_none()
    if mode is GenerationMode.POSITIVE and not operation.path_parameters:
        assert 200 in statuses
