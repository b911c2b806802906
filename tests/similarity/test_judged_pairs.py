"""How well the comparison agrees with pairs that a reader judged.

The parts "tuning" and "held out" were written before anything was tuned; "hard" came later and holds
paraphrases that take knowledge of the field.
"""

import json
from pathlib import Path

from knowledge.similarity import group, similarity

JUDGED = json.loads((Path(__file__).parent / "data" / "judged.json").read_text(encoding="utf-8"))


def f1(pairs):
    """Returns the harmonic mean of precision and recall of the verdict "same"."""
    verdicts = [(similarity(pair["a"], pair["b"]).same, pair["same"]) for pair in pairs]
    hits = sum(said and right for said, right in verdicts)
    return 2 * hits / (sum(said for said, _ in verdicts) + sum(right for _, right in verdicts))


def part(name):
    return [pair for pair in JUDGED if pair["part"] == name]


def test_the_judged_set_is_large_and_balanced():
    same = sum(pair["same"] for pair in JUDGED)
    assert len(JUDGED) >= 200
    assert abs(len(JUDGED) - 2 * same) <= 40


def test_pairs_that_were_looked_at_while_tuning():
    assert f1(part("tuning")) >= 0.95


def test_pairs_that_were_held_out():
    assert f1(part("held out")) >= 0.92


def test_paraphrases_that_take_knowledge_of_the_field():
    assert f1(part("hard")) >= 0.9


def test_grouping_the_whole_set_keeps_look_alikes_apart():
    home = {}
    for number, members in enumerate(group({title for pair in JUDGED for title in (pair["a"], pair["b"])})):
        home.update(dict.fromkeys(members, number))
    together = [
        pair
        for pair in JUDGED
        if home.get(pair["a"]) is not None and home.get(pair["a"]) == home.get(pair["b"])
    ]
    right = sum(pair["same"] for pair in together)
    assert right / len(together) >= 0.97
    assert right / sum(pair["same"] for pair in JUDGED) >= 0.85
