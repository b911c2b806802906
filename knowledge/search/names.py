"""What things are also called: technologies by their aliases, and a few words of the trade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from knowledge.models import Technology
from knowledge.search.analysis import STOP_WORDS, Token, stem, tokens
from knowledge.search.expressions import Lexeme, Node, phrase
from knowledge.similarity import tables

Groups = dict[tuple[str, ...], list[list[Node]]]  # what a name's words are the other names of

LONGEST = 4  # words of a name
FEW = 5  # words; in a longer question "go" and "express" are verbs

# One thing a line; every name finds all others. What is merely related does not belong here.
SAME = """
database, db
kubernetes, k8s
postgresql, postgres, psql
environment variable, env var, envvar
virtual environment, virtualenv, venv
application, app
configuration, config
repository, repo
authentication, authn, login, log in, sign in
authorisation, authorization, authz
e-mail, email, mail
dictionary, dict
function, func
internationalisation, internationalization, i18n
accessibility, a11y
regular expression, regex, regexp
garbage collection, gc
cross-site scripting, xss
cross-site request forgery, csrf, xsrf
server-side request forgery, ssrf
content security policy, csp
remove, delete
out of memory, oom, memory exhausted
race condition, race
global interpreter lock, gil
least recently used, lru
too many requests, 429
n+1, n plus one
line break, newline, line end
carriage return, crlf
drop-down, dropdown
throttle, rate limit
parallel, concurrent
url shortener, link shortener, tinyurl
back-pressure, backpressure
roll back, rollback, undo
tenant, tenancy
optimisation, optimization
behaviour, behavior
colour, color
serialisation, serialization, serialise, serialize
deserialisation, deserialization, unpickle
normalisation, normalization
virtualisation, virtualization, windowing
memoisation, memoization
parameterised, parameterized, prepared statement
postmortem, post-mortem, incident review, blameless review
server-side rendering, server rendering, ssr
client-side rendering, client rendering, csr
static site generation, static generation, ssg
mocking, mock, mocks, stub, test double
payment, payments, paying
pagination, paging
concurrency, concurrent
circular import, cyclic import, import cycle
n plus 1, n+1
white screen, blank page
single sign-on, sso
object-relational mapper, orm
message queue, job queue, task queue
foreign key, fk
primary key, pk
environment, env
directory, folder
"""


class Names:
    """The names in force, to be looked up word by word.

    Arguments:
        technologies: of the taxonomy.
    """

    def __init__(self, technologies: Iterable[Technology]) -> None:
        self._groups = {key: list(groups) for key, groups in _same().items()}
        for technology in technologies:
            own = technology.name.split("(")[-1].strip(" )")  # of Python (Flask) the part that tells
            _add(self._groups, (technology.slug, own, *technology.alias_list))

    def at(self, typed: Sequence[Token], place: int) -> tuple[int, list[Node]]:
        """Returns how many words of a query at a place are one name, and what else it is called.

        Arguments:
            typed: the query's words.
            place: of the first.
        """
        for length in range(min(LONGEST, len(typed) - place), 0, -1):
            row = typed[place : place + length]
            groups = self._groups.get(_key(row))
            if groups and not (length == 1 and len(typed) > FEW and _is_ordinary(row[0])):
                return length, [node for nodes in groups for node in nodes]
        return 1, []


@cache
def _same() -> Groups:
    groups: Groups = {}
    for line in SAME.strip().splitlines():
        _add(groups, tuple(line.split(",")))
    for name, others in tables.pairs("names"):
        _add(groups, (name, *others))
    return groups


def _add(groups: Groups, names: tuple[str, ...]) -> None:
    for key, nodes in _read(names):
        groups.setdefault(key, []).append(nodes)


@lru_cache(maxsize=1000)  # a taxonomy's names are read once and not with every search
def _read(names: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], list[Node]], ...]:
    rows = [row for name in names if (row := list(tokens(name)))]
    nodes = list(dict.fromkeys(_node(row) for row in rows))
    return tuple((_key(row), nodes) for row in rows)


def _is_ordinary(token: Token) -> bool:
    return token.raw.islower() and token.raw in STOP_WORDS


def _key(row: Sequence[Token]) -> tuple[str, ...]:
    """Names are compared by their stems; where signs make the name, as in `c++` and `.net`, by those."""
    key: list[str] = []
    for token in row:
        signs_tell = token.exact and len(token.parts) < 2 and not token.raw.isalnum()
        key += [token.exact[0]] if signs_tell else token.stems
    return tuple(key)


def _node(row: Sequence[Token]) -> Node:
    key = _key(row)
    return Lexeme(key[0]) if len(key) == 1 else phrase(stem(part) for part in key)
