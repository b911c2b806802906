"""The shapes of answers. They are also the documentation of every field."""

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Schema


class Problem(Schema):
    """What went wrong, as RFC 9457 has it: the only shape of an error."""

    type: str = Field(
        "about:blank", description="Always about:blank: the status says what kind of problem it is."
    )
    title: str = Field(description="The name of the status.")
    status: int
    detail: str = Field(description="What happened, in a sentence for people.")
    errors: list["Fault"] | None = Field(None, description="Which parameters are at fault, where some are.")
    successor: "Successor | None" = Field(None, description="What replaces an entry that is gone.")


class Fault(Schema):
    """A parameter that cannot be used."""

    name: str
    detail: str


class Successor(Schema):
    """The entry that replaces a retired one."""

    code: str
    api_url: str
    permanent_url: str


class Named(Schema):
    """Something that filters take by its slug."""

    slug: str
    name: str


class Counts(Schema):
    """How often an entry was read, used and found helpful."""

    views: int
    uses: int
    helped: int


class Row(Schema):
    """An entry as lists show it."""

    code: str = Field(description="The entry's identity. It never changes and is never used again.")
    kind: str = Field(description="A key of /api/v1/kinds.")
    title: str
    summary: str = Field(description="The beginning of the summary, as plain text.")
    url: str = Field(description="The page for people. It may move.")
    permanent_url: str = Field(description="Leads to the page, wherever it has moved.")
    api_url: str = Field(description="The whole entry, from this API.")
    technology: Named | None
    level: str = Field(description="One of the kind's levels, or empty.")
    difficulty: int | None = Field(description="From 1 to 10.")
    category: Named | None
    tags: list[Named]
    counts: Counts
    published_at: datetime | None = Field(description="When it was first published.")
    updated_at: datetime | None = Field(description="When it was last published.")


class Module(Schema):
    """A step of a learning path."""

    code: str
    title: str
    position: int = Field(description="Its place among the published modules, from 1.")
    stage: int | None = Field(description="The number of its stage in the path's list.")
    minutes: int | None
    objective: str
    milestone: bool
    url: str
    api_url: str = Field(description="The whole module, from this API.")


class LearningPath(Row):
    """A learning path with its modules in order."""

    minutes: int = Field(description="Of all its modules.")
    modules: list[Module]


class Section(Schema):
    """A part of an entry's body."""

    key: str = Field(description="A section of the kind, or “other”.")
    heading: str
    id: str = Field(description="The fragment of the page's address that leads to it.")
    markdown: str
    html: str = Field(description="Rendered and sanitised. Addresses in it are relative to the site.")


class Change(Schema):
    """One publish of an entry."""

    kind: str = Field(description="new, fix changed, answer corrected or typo.")
    note: str
    published_at: datetime


class Entry(Row):
    """A whole entry."""

    markdown_url: str | None = Field(description="The entry document: front matter and Markdown.")
    reading_minutes: int
    summary_markdown: str
    summary_html: str
    attributes: dict[str, Any] = Field(
        description="By the keys that the kind declares in /api/v1/kinds; what the entry lacks is left out."
    )
    sections: list[Section] = Field(description="In the order of the entry document.")
    changes: list[Change] = Field(description="The latest publishes, newest first.")


class EntryList(Schema):
    """A page of entries."""

    entries: list[Row]
    next: str | None = Field(description="The address of the next page, null on the last one.")


class FacetValue(Schema):
    """A value that narrows a search, and how many entries choosing it gives."""

    value: str
    label: str
    count: int
    selected: bool


class Facet(Schema):
    """A way to narrow a search."""

    key: str
    label: str
    values: list[FacetValue]


class Reading(Schema):
    """A word that was read, or may have been meant, as another."""

    written: str
    read_as: str


class Found(Row):
    """A row of search results."""

    score: float = Field(description="To compare within one answer only.")
    title_html: str = Field(description="The title, the words found in mark elements.")
    passage_html: str = Field(description="The part of the text that says most about the query.")


class SearchAnswer(Schema):
    """What a search found."""

    query: str = Field(description="The query as it was taken: on one line, at most 400 characters.")
    corrected: list[Reading] = Field(
        description="Words read as others; the answer is to the corrected query."
    )
    suggested: list[Reading] = Field(description="What may have been meant; nothing was changed.")
    unknown: list[str] = Field(description="Words that no entry has.")
    relaxed: bool = Field(description="Whether entries are included that lack a word.")
    sort: str
    total: int = Field(description="How many entries match, as far as they were counted.")
    more: bool = Field(
        description="Whether more match than were counted: total and the counts of facets are then the least there are."
    )
    page: int
    pages: int
    next: str | None
    exact: Found | None = Field(description="The entry whose code the query is.")
    promoted: list[Found] = Field(description="Entries that editors put first, on the first page.")
    results: list[Found]
    closest: list[Found] = Field(description="Where nothing matches, entries that come near.")
    related: list[str] = Field(description="Other searches that lead on.")
    facets: list[Facet]


class Signature(Schema):
    """What was understood of an error; what is not known is empty."""

    language: str
    type: str
    message: str = Field(description="With placeholders for what varies.")
    frames: list[str]


class ErrorMatch(Schema):
    """An entry that may explain the error."""

    code: str
    title: str
    url: str
    score: float = Field(description="From 0 to 1.")
    because: list[str]
    differs: list[str] = []
    matched_lines: list[int] = Field(description="Lines of what was sent, from 1.")
    fix: str = Field(description="Markdown.")


class IgnoredLine(Schema):
    """A line that was left out of the matching."""

    line: int
    reason: str


class MatchAnswer(Schema):
    """The entries that explain an error, best first."""

    signature: Signature
    confident: bool = Field(description="False when no entry really fits; near misses may still be listed.")
    matches: list[ErrorMatch]
    ignored: list[IgnoredLine] = []


class Attribute(Schema):
    """A named fact about entries of a kind."""

    key: str
    label: str
    help: str
    required: bool = Field(description="Whether an entry must have it to be published.")
    value_schema: dict[str, Any] = Field(description="JSON Schema of its values.")


class SectionDeclaration(Schema):
    """A section that entries of a kind may have."""

    key: str
    heading: str
    help: str
    required: bool


class Level(Schema):
    """Who is expected to know an entry."""

    value: str
    label: str


class Kind(Schema):
    """What an entry of a kind is made of."""

    key: str
    label: str
    plural: str
    entries: int
    levels: list[Level]
    attributes: list[Attribute]
    sections: list[SectionDeclaration]


class Technology(Named):
    """What entries are about."""

    prefix: str = Field(description="The beginning of its entries' codes.")
    parent: str | None = Field(description="The slug of what it belongs to.")
    aliases: list[str]
    entries: int


class Category(Named):
    """What a question examines."""

    description: str
    entries: int


Sort = Literal["relevance", "newest", "updated", "most-read"]
