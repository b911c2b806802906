"""Which part stands in which row: cycles broken, rows counted, separate groups told apart."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Pair = tuple[str, str]


def backward_edges(nodes: Sequence[str], edges: Sequence[Pair]) -> set[int]:
    """Edges, by index, to be turned round so that no cycle is left.

    The walk starts at the parts nobody calls, in the author's order: what he wrote first stands first.
    """
    out: dict[str, list[int]] = {node: [] for node in nodes}
    called = set()
    for index, (source, target) in enumerate(edges):
        out[source].append(index)
        called.add(target)
    state: dict[str, str] = {}
    backward: set[int] = set()

    def walk(node: str) -> None:
        state[node] = "open"
        for index in out[node]:
            target = edges[index][1]
            if state.get(target) == "open":
                backward.add(index)
            elif target not in state:
                walk(target)
        state[node] = "done"

    for node in sorted(nodes, key=lambda name: name in called):
        if node not in state:
            walk(node)
    return backward


def rows(nodes: Sequence[str], edges: Sequence[Pair]) -> dict[str, int]:
    """The row of each part of a graph without cycles: one below the lowest of its callers."""
    row = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for source, target in edges:
            row[target] = max(row[target], row[source] + 1)
    called = {target for _, target in edges}
    for node in nodes:
        below = [row[target] for source, target in edges if source == node]
        if node not in called and below:
            # A part that nobody calls stands right above what it calls, not at the very top.
            row[node] = min(below) - 1
    lowest = min(row.values(), default=0)
    return {node: number - lowest for node, number in row.items()}


def groups(nodes: Sequence[Key], edges: Iterable[tuple[Key, Key]]) -> list[list[Key]]:
    """Parts that are connected, in the author's order."""
    group = {node: index for index, node in enumerate(nodes)}
    for source, target in edges:
        old, new = sorted((group[source], group[target]), reverse=True)
        group = {node: new if number == old else number for node, number in group.items()}
    return [[node for node in nodes if group[node] == number] for number in sorted(set(group.values()))]
