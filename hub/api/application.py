"""The API itself: what it is called, what it answers, how it describes itself."""

from functools import cached_property
from typing import Any

from ninja import NinjaAPI

from hub.api import discovery, entries, matching, paths, searching
from hub.api.problems import CONTENT_TYPE, handle_errors
from hub.api.reference import Reference
from hub.api.throttles import READ

DESCRIPTION = (
    "The archive as JSON: read-only, without a key. Only published entries are answered, nothing is "
    "stored about who asks, and no cookie is set."
)


class HubAPI(NinjaAPI):
    """An API whose description is made once, and says that errors are problems."""

    def get_openapi_schema(self, **options: Any):
        return self._described

    @cached_property
    def _described(self):
        schema = super().get_openapi_schema()
        for path in schema["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    if status >= 400:
                        answer["content"] = {CONTENT_TYPE: answer["content"]["application/json"]}
        return schema


api = HubAPI(
    title="Knowledge Hub API",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs=Reference(),
    throttle=[READ],
)
handle_errors(api)
for router in (entries.router, searching.router, matching.router, paths.router, discovery.router):
    api.add_router("", router)
