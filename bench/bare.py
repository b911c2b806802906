"""What PostgreSQL needs at least for each lane: the plain query its index answers, in the same order and to the
same limit, without facets, labels, passages or corrections of what is shown.

Each function returns statements with their values; what is read to write them down is not timed.
"""

from __future__ import annotations

from hub.core.search_query import parse
from hub.search.pasted import ROWS, PastePage
from knowledge.search import vocabulary
from knowledge.search.analysis import stem
from knowledge.search.expressions import after, all_of, any_of
from knowledge.search.matching import read
from knowledge.search.names import Names
from knowledge.search.postgres import WEIGHTS, _query, _quoted
from knowledge.search.terms import make_terms, words_needed
from knowledge.subjects import technologies
from knowledge.traces.indexing import MOST_POSTINGS, term_key
from knowledge.traces.parsing import parse as parse_trace
from knowledge.traces.signatures import fingerprint, terms

Statement = tuple[str, list]

SHOWN = 20


def code(text: str) -> list[Statement]:
    """The entry with a code."""
    return [
        (
            "SELECT p.id, p.title, p.url_path FROM knowledge_entrypage e"
            " JOIN wagtailcore_page p ON p.id = e.page_ptr_id WHERE e.code = %s AND p.live",
            [text],
        )
    ]


def words(text: str) -> list[Statement]:
    """The best entries that match by `ts_rank`, with what a list shows of them, and how many match."""
    return _best(_wanted(text))


def filtered(text: str, technology: int) -> list[Statement]:
    """The same of one technology."""
    return _best(_wanted(text), "AND technology = %s", [technology])


def without(text: str) -> list[Statement]:
    """Entries with a word and not another."""
    unwanted = _wanted(text.partition(" -")[2])
    return _best(_wanted(text.partition(" -")[0]), "AND NOT lexemes @@ %s::tsquery", [unwanted])


def typo(text: str) -> list[Statement]:
    """The word as it was typed, which nobody can know to be none without looking, the words a slip away, and what
    the likeliest of them matches."""
    from knowledge.models import SearchWord

    typed = "SELECT word, entries FROM knowledge_searchword WHERE stem = %s"
    letters = sorted(vocabulary.deletions(text, vocabulary.slips_allowed(text)))
    near = (
        "SELECT DISTINCT w.word, w.stem, w.entries FROM knowledge_worddeletion d"
        " JOIN knowledge_searchword w ON w.id = d.word_id WHERE d.letters = ANY(%s)"
    )
    _, candidates = vocabulary.look_up({stem(text)}, (), {text: stem(text)})
    meant = vocabulary.corrections({text: 0}, candidates).get(text)
    found = SearchWord.objects.filter(word=meant.word).first() if meant else None
    return [(typed, [stem(text)]), (near, [letters]), *(_best(_quoted(found.stem)) if found else ())]


def prefix(text: str) -> list[Statement]:
    """The first titles that begin so at one of their words, and the first tags."""
    begun = text.lower()
    return [
        (
            "SELECT name, slug FROM knowledge_entrykeyword WHERE slug ~>=~ %s AND slug ~<~ %s"
            " ORDER BY slug USING ~<~ LIMIT 3",
            [begun, after(begun)],
        ),
        (
            "SELECT s.entry_id, p.title, p.url_path, e.code FROM knowledge_titlestart s"
            " JOIN wagtailcore_page p ON p.id = s.entry_id JOIN knowledge_entrypage e ON e.page_ptr_id = s.entry_id"
            ' WHERE s.key COLLATE "C" >= %s AND s.key COLLATE "C" < %s AND p.live'
            ' ORDER BY s.key COLLATE "C" LIMIT 8',
            [begun, after(begun)],
        ),
    ]


def trace(text: str) -> list[Statement]:
    """The first signatures of each term of the errors, with their entries, and what is shown of the best ones.

    For an error that no entry explains also the numbers of its message's words, and the best entries that have any
    of the few rarest.
    """
    page = PastePage(text)
    keys = {term_key(term) for one in parse_trace(text).candidates for term in terms(fingerprint(one))}
    return [
        (
            "SELECT s.template, s.context, e.code FROM knowledge_entrysignature s"
            " JOIN knowledge_entrypage e ON e.page_ptr_id = s.entry_id WHERE s.id IN ("
            "SELECT one.signature_id FROM unnest(%s::bigint[]) AS wanted (key), LATERAL ("
            "SELECT signature_id FROM knowledge_signatureterm WHERE term = key"
            f" ORDER BY signature_id DESC LIMIT {MOST_POSTINGS}) one LIMIT 120)",
            [sorted(keys)],
        ),
        (
            "SELECT e.code, p.title, p.url_path, t.name, r.summary_text FROM knowledge_entrypage e"
            " JOIN wagtailcore_page p ON p.id = e.page_ptr_id LEFT JOIN knowledge_technology t ON t.id = e.technology_id"
            " LEFT JOIN knowledge_entryrendering r ON r.entry_id = e.page_ptr_id WHERE e.code = ANY(%s) AND p.live",
            [[one.code for one in page.answer.matches]],
        ),
        *([] if page.best else _by_words(page.words)),
    ]


def _by_words(text: str) -> list[Statement]:
    query = parse(text)
    stems, written = words_needed(make_terms(query, Names(technologies())))
    rarest = read(query, correct=False, only_telling=True).terms
    return [
        (
            "SELECT word, stem, entries FROM knowledge_searchword WHERE stem = ANY(%s) OR word = ANY(%s)",
            [sorted(stems), sorted(written)],
        ),
        *(_best(_query(any_of(term.node for term in rarest)), limit=ROWS)[:1] if rarest else ()),
    ]


def _wanted(text: str) -> str:
    return _query(all_of(term.node for term in read(parse(text)).terms))


def _best(
    wanted: str, condition: str = "", values: list | None = None, *, limit: int = SHOWN
) -> list[Statement]:
    matched = f"FROM knowledge_searchindex WHERE lexemes @@ %s::tsquery {condition}"
    given = [wanted, *(values or [])]
    return [
        (
            "SELECT best.entry_id, best.score, p.title, p.url_path, e.code, e.technology_id"
            f" FROM (SELECT entry_id, ts_rank('{WEIGHTS}', lexemes, %s::tsquery) AS score {matched}"
            f" ORDER BY score DESC, entry_id LIMIT {limit}) best"
            " JOIN wagtailcore_page p ON p.id = best.entry_id"
            " JOIN knowledge_entrypage e ON e.page_ptr_id = best.entry_id WHERE p.live",
            [wanted, *given],
        ),
        (f"SELECT count(*) {matched}", given),
    ]
