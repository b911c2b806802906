"""Learning paths: the list, with the modules of each in order."""

from django.http import HttpRequest
from ninja import Router

from hub.api import answers
from hub.api.rows import Rows, entry_address
from hub.core.addresses import page_url
from learning.models import LearningPathPage
from learning.roads import roads_of

router = Router(tags=["Learning"])


@router.get(
    "/paths/",
    response={200: list[answers.LearningPath], 429: answers.Problem},
    operation_id="list_paths",
    summary="List learning paths",
)
def list_paths(request: HttpRequest):
    """Every published path with its stages and modules in order. The text of each is an entry of its own."""
    paths = list(LearningPathPage.objects.published().for_rows().order_by("code"))
    rows = Rows(request, paths)
    return [
        {
            **rows.row(path),
            "minutes": road.minutes,
            "modules": [
                {
                    "code": step.module.code or "",
                    "title": step.module.title,
                    "position": step.number,
                    "stage": step.module.stage,
                    "minutes": step.module.minutes,
                    "objective": step.module.objective,
                    "milestone": step.module.milestone,
                    "url": page_url(step.module, request),
                    "api_url": entry_address(step.module.code or ""),
                }
                for step in road.steps
            ],
        }
        for path, road in zip(paths, roads_of(paths), strict=True)
    ]
