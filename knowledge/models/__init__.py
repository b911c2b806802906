"""Models of the archive, one subject a file: taxonomy, the entry all kinds share, and a file a kind."""

from knowledge.models.changes import EntryChange
from knowledge.models.codes import CodeSequence, RetiredCode
from knowledge.models.counts import DailyCount, EntryCount, Event, PendingCount
from knowledge.models.credit import Credit
from knowledge.models.debug import DebugEntryPage
from knowledge.models.designs import DesignNotePage
from knowledge.models.entries import EntryKeyword, EntryPage, EntryTag
from knowledge.models.imports import Import, ImportedEntry, ImportFile, ImportSource
from knowledge.models.indexes import (
    DebugIndexPage,
    DesignIndexPage,
    DomainPage,
    QuestionIndexPage,
    SecurityIndexPage,
    SnippetIndexPage,
)
from knowledge.models.questions import QuestionPage
from knowledge.models.renderings import EntryRendering
from knowledge.models.search import (
    Promotion,
    SearchCount,
    SearchDocument,
    SearchWord,
    TitleStart,
    WordDeletion,
)
from knowledge.models.security import SecurityTopicPage
from knowledge.models.signatures import EntrySignature, SignatureTerm
from knowledge.models.snippets import CodeSnippetPage
from knowledge.models.taxonomy import Category, Technology

__all__ = [
    "Category",
    "CodeSequence",
    "CodeSnippetPage",
    "Credit",
    "DailyCount",
    "DebugEntryPage",
    "DebugIndexPage",
    "DesignIndexPage",
    "DesignNotePage",
    "DomainPage",
    "EntryChange",
    "EntryCount",
    "EntryKeyword",
    "EntryPage",
    "EntryRendering",
    "EntrySignature",
    "EntryTag",
    "Event",
    "Import",
    "ImportFile",
    "ImportSource",
    "ImportedEntry",
    "PendingCount",
    "Promotion",
    "QuestionIndexPage",
    "QuestionPage",
    "RetiredCode",
    "SearchCount",
    "SearchDocument",
    "SearchWord",
    "SecurityIndexPage",
    "SecurityTopicPage",
    "SignatureTerm",
    "SnippetIndexPage",
    "Technology",
    "TitleStart",
    "WordDeletion",
]
