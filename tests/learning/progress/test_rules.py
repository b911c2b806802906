"""What follows from a log, in the browser as on the server: merging loses nothing and needs no order."""

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.progress import events as rules
from learning.progress.fold import standing
from tests.learning.progress.log import bookmark, event, moment, progress, restart, undo

CODES = ["LP-01-01", "LP-01-02", "LP-01-03", "FLSK-MID-004"]
UIDS = [f"{number:022d}" for number in range(8)]

NOTES = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=5
)  # what can be kept

datas = {
    "progress": st.builds(
        lambda state, path: {"state": state, "path": path, "title": "T"},
        st.sampled_from(rules.STATES),
        st.sampled_from(["", "LP-01", "LP-02"]),
    ),
    "bookmark": st.builds(lambda on, note: {"on": on, "note": note}, st.booleans(), NOTES),
    "review": st.builds(lambda rating: {"rating": rating, "card": {"step": 1}}, st.integers(1, 4)),
    "answer": st.builds(lambda right: {"right": right}, st.booleans()),
    "undo": st.builds(lambda uid: {"id": uid}, st.sampled_from(UIDS)),
    "restart": st.builds(lambda codes: {"codes": codes}, st.lists(st.sampled_from(CODES), max_size=3)),
}


@st.composite
def made_up(draw):
    """An event with one of few ids, codes and moments, so that all of them meet."""
    what = draw(st.sampled_from(sorted(datas)))
    code = "LP-01" if what == "restart" else draw(st.sampled_from(CODES))
    return event(
        what,
        code,
        data=draw(datas[what]),
        at=moment(draw(st.integers(0, 3))),
        uid=draw(st.sampled_from(UIDS)),
    )


logs = st.lists(made_up(), max_size=12)


@settings(max_examples=150)
@given(logs, logs, logs)
def test_merging_is_commutative_associative_and_idempotent(script, one, two, three):
    def union(*lists):
        return script("union", list(lists))

    together = union(one, two, three)
    assert union(three, one, two) == together
    assert union(two, one) == union(one, two)
    assert union(list(union(one, two).values()), three) == together
    assert union(one, list(union(two, three).values())) == together
    assert union(list(together.values()), one, list(together.values())) == together
    assert set(together) == {each["id"] for each in [*one, *two, *three]}


@settings(max_examples=150)
@given(logs, st.randoms(use_true_random=False))
def test_what_follows_does_not_depend_on_the_order_of_arrival(script, log, chance):
    known = list(script("union", [log]).values())
    shuffled = known[:]
    chance.shuffle(shuffled)
    assert script("fold", shuffled) == script("fold", known)


@settings(max_examples=150)
@given(logs)
def test_server_and_browser_see_the_same(script, log):
    log = list(script("union", [log]).values())
    there, here = script("fold", log), standing(rules.read(one) for one in log)

    def plain(marks):
        return {
            code: (mark.state, rules.written(mark.at), mark.path, mark.title) for code, mark in marks.items()
        }

    def seen(marks):
        return {
            code: (mark["state"], mark["at"], mark["path"], mark["title"]) for code, mark in marks.items()
        }

    assert seen(there["states"]) == plain(here.marks)
    assert {
        path: [(one["at"], seen(one["marks"])) for one in rounds] for path, rounds in there["rounds"].items()
    } == {
        path: [(rules.written(one.at), plain(one.marks)) for one in rounds]
        for path, rounds in here.rounds.items()
    }


def test_the_last_word_counts(script):
    log = [progress("LP-01-01", "done", at=moment(5)), progress("LP-01-01", "doing", at=moment(2))]
    assert script("fold", log)["states"]["LP-01-01"]["state"] == "done"


def test_what_was_taken_back_never_happened(script):
    first, second = progress("LP-01-01", "doing", at=moment(1)), progress("LP-01-01", "done", at=moment(2))
    assert script("fold", [first, second, undo(second)])["states"]["LP-01-01"]["state"] == "doing"
    assert script("fold", [undo(second), second, first])["states"]["LP-01-01"]["state"] == "doing"


def test_starting_again_keeps_what_was_done(script):
    log = [
        progress("LP-01-01", at=moment(1)),
        restart("LP-01", ["LP-01-01", "LP-01-02"], at=moment(2)),
        progress("LP-01-02", at=moment(3)),
    ]
    found = script("fold", log)
    assert list(found["states"]) == ["LP-01-02"]
    [earlier] = found["rounds"]["LP-01"]
    assert (earlier["at"], list(earlier["marks"])) == (moment(2), ["LP-01-01"])


def test_a_bookmark_that_was_removed_is_none(script):
    log = [bookmark("PY-007", "Read on", at=moment(1)), bookmark("PY-007", on=False, at=moment(2))]
    assert script("fold", log)["bookmarks"] == {}
    assert script("fold", log[:1])["bookmarks"]["PY-007"]["note"] == "Read on"


def test_of_two_versions_of_an_event_the_earlier_stays(script):
    late, put_right = (
        progress("PY-007", at=moment(9), uid=UIDS[0]),
        progress("PY-007", at=moment(1), uid=UIDS[0]),
    )
    for order in ([[late], [put_right]], [[put_right], [late]]):
        assert script("union", order)[UIDS[0]]["at"] == moment(1)


def test_a_road_leads_to_the_next_thing_to_do(script):
    modules = ["LP-01-01", "LP-01-02", "LP-01-03", "LP-01-04"]
    log = [progress("LP-01-01"), progress("LP-01-03", "skipped"), progress("LP-01-09")]
    walk = script("walk", [log, modules, {}])
    assert (walk["done"], walk["skipped"], walk["total"], walk["next"]) == (1, 1, 4, "LP-01-02")
    walk = script("walk", [[*log, progress("LP-01-04", "doing")], modules, {}])
    assert walk["next"] == "LP-01-04"


def test_a_tick_of_what_was_replaced_counts_for_what_took_its_place(script):
    modules = ["LP-01-01", "LP-01-02"]
    walk = script("walk", [[progress("LP-01-07")], modules, {"LP-01-07": "LP-01-01"}])
    assert (walk["done"], walk["next"]) == (1, "LP-01-02")
    own_word = [progress("LP-01-07"), progress("LP-01-01", "todo")]
    assert script("walk", [own_word, modules, {"LP-01-07": "LP-01-01"}])["done"] == 0


def test_what_comes_from_the_future_happened_just_now_and_in_its_order(script):
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    far = [
        progress(code, at=moment(60 * 24 * days))
        for days, code in ((9, "PY-007"), (5, "PY-008"), (0, "PY-009"))
    ]
    there = {one["id"]: one["at"] for one in script("clamp", [far, now.timestamp() * 1000])}
    here = rules.clamp([rules.read(one) for one in far], now)
    assert {one.uid: rules.written(one.at) for one in here} == there
    assert [one.code for one in here] == ["PY-009", "PY-008", "PY-007"]
    assert here[-1].at == now
    assert here[1].at == now - timedelta(milliseconds=1)


GOOD = progress("PY-007", uid=UIDS[0], at=moment(1))
NESTED: dict = {"state": "done"}
for _ in range(8):
    NESTED = {"state": "done", "more": NESTED}


def changed(**parts) -> dict:
    return {**GOOD, **parts}


def with_data(**data) -> dict:
    return changed(data={**GOOD["data"], **data})


HOSTILE = [
    None, 1, "event", [], {},
    changed(id=None), changed(id="short"), changed(id="a" * 21 + "/"), changed(id="a" * 22 + "\n"),
    changed(what=None), changed(what="constructor"), changed(what="__proto__"), changed(what=["progress"]),
    changed(code=None), changed(code=""), changed(code="py-007"), changed(code="PY-007\n"), changed(code="../../x"),
    changed(code="A" * 30 + "-007"), changed(code=7), changed(code="PY-٠٠٧"),
    changed(at=None), changed(at=0), changed(at="yesterday"), changed(at="2026-02-30T00:00:00.000Z"),
    changed(at="2026-03-01T24:00:00.000Z"), changed(at="1999-03-01T09:00:00.000Z"), changed(at="2026-03-01T09:00:00Z"),
    changed(at="2026-03-01T09:00:00.000+01:00"), changed(at="2026-03-01T09:00:60.000Z"),
    changed(data=None), changed(data=[]), changed(data="{}"), changed(data={}), changed(data={"state": "mastered"}),
    with_data(path="nowhere"), with_data(path=0), with_data(path=[]), with_data(title="x" * 256), with_data(title=5),
    with_data(more="x" * 4096), with_data(more="é" * 2050), with_data(more="\0"), with_data(**{"a\0b": 1}),
    with_data(more="\ud800"), with_data(more=2**60), with_data(more=1e300), changed(data=NESTED),
    changed(what="bookmark", data={"on": "yes"}), changed(what="bookmark", data={"on": True, "note": "x" * 2001}),
    changed(what="bookmark", data={"on": True, "note": []}), changed(what="review", data={"rating": 5, "card": {}}),
    changed(what="review", data={"rating": True, "card": {}}), changed(what="review", data={"rating": 3}),
    changed(what="answer", data={"right": 1}), changed(what="interview", data={"marks": []}),
    changed(what="undo", data={"id": 5}), changed(what="restart", data={"codes": "LP-01"}),
    changed(what="restart", data={"codes": ["x"]}), changed(what="restart", data={"codes": ["PY-007"] * 201}),
]  # fmt: skip
WELCOME = [
    GOOD, with_data(title="x" * 255), with_data(title="🪔" * 255), with_data(path=None), with_data(more=[1, 2.5, None]),
    changed(what="bookmark", data={"on": True, "note": "🪔" * 900}), changed(what="bookmark", data={"on": False}),
    changed(what="review", data={"rating": 4, "card": {"due": "x"}, "took": 1.5}),
    changed(what="answer", data={"right": False, "chosen": [2]}), changed(what="undo", data={"id": UIDS[1]}),
    changed(what="undo", code="", data={"id": UIDS[1]}), changed(what="restart", data={"codes": []}),
    changed(what="interview", code="", data={"marks": {"PY-007": 3}}), changed(extra="is left out"),
]  # fmt: skip


def refusal(raw) -> str:
    try:
        rules.read(raw)
    except rules.BadEvent as problem:
        return str(problem)
    return ""


def test_both_refuse_the_same_and_say_why_in_the_same_words(script):
    mine = [refusal(raw) for raw in HOSTILE]
    assert script("problem", HOSTILE) == mine
    assert [raw for raw, words in zip(HOSTILE, mine, strict=True) if not words] == []


@pytest.mark.parametrize("raw", WELCOME, ids=lambda raw: f"{raw['what']}-{len(json.dumps(raw))}")
def test_both_take_what_is_in_order(script, raw):
    assert refusal(raw) == ""
    assert script("problem", [raw]) == [""]


def test_whatever_is_sent_is_refused_or_read(script):
    chance = random.Random(7)
    values = [None, True, 0, "", "LP-01", [], {}, *HOSTILE[:8], *WELCOME]
    for _ in range(300):
        raw = {name: chance.choice(values) for name in ("id", "what", "code", "at", "data")}
        assert script("problem", [raw]) == [refusal(raw)]
