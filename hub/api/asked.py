"""The shapes of questions: query parameters with their bounds. Unknown ones are refused, not overlooked."""

from datetime import UTC, datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from hub.api.answers import Sort
from knowledge.filters import MAX_VALUES
from knowledge.search.facets import SEARCH_FACETS

MOST = 100  # rows a page
LAST_PAGE = 500

Values = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=MAX_VALUES)]


class Facets(Schema):
    """Filters that entries of all kinds share. A repeated parameter is OR, different ones are AND."""

    kind: Values = Field([], description="Keys of /api/v1/kinds.")
    technology: Values = Field([], description="Slugs of /api/v1/technologies.")
    level: Values = Field([], description="junior, mid, senior, architect.")
    category: Values = Field([], description="Slugs of /api/v1/categories; only questions have one.")
    tag: Values = Field([], description="Slugs of tags.")

    @model_validator(mode="before")
    @classmethod
    def refuse_unknown(cls, given, info: ValidationInfo):
        """A misspelt filter would otherwise answer with everything."""
        request = (info.context or {}).get("request")
        for name in request.GET if request else ():
            if name not in cls.model_fields:
                raise PydanticCustomError(
                    "unknown_parameter",
                    "is unknown; there are {known}",
                    {"name": name[:60], "known": ", ".join(cls.model_fields)},
                )
        return given

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The values by the keys of the facets that lists and search of the site have."""
        return {key: [value for value in getattr(self, key) if value] for key in SEARCH_FACETS}


class EntriesAsked(Facets):
    """What a list of entries is asked for."""

    updated_since: datetime | None = Field(
        None, description="Only entries published again since; UTC where no zone is given."
    )
    limit: int = Field(20, ge=1, le=MOST, description="Rows a page.")
    cursor: str = Field("", max_length=200, description="From “next” of the page before.")

    @field_validator("updated_since")
    @classmethod
    def in_utc(cls, moment: datetime | None) -> datetime | None:
        if moment is None:
            return None
        try:
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except OverflowError:
            raise ValueError("is beyond the years that a calendar has") from None


class SearchAsked(Facets):
    """What a search is asked for."""

    q: str = Field("", description='Words, "a phrase", -without, tech:flask level:senior, or a code.')
    sort: Sort = Field("relevance", description="The order of the results.")
    page: int = Field(1, ge=1, le=LAST_PAGE)
    limit: int = Field(20, ge=1, le=MOST, description="Rows a page.")
