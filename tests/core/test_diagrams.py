"""Diagrams: the notation, the words, and drawings that are whole, safe, stable and free of overlaps."""

import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.core.diagrams import SHAPES, DiagramError, describe, diagram_figure, draw, parse_diagram
from hub.core.diagrams.composing import compose

ORDERS = """title: How an order becomes an event
direction: down
client: Browser (person)
api: Order API (service)
db: Orders (store)
relay: Outbox relay (worker)
bus: Event bus (queue)
client -> api: POST /orders
api -> db: order and outbox row, one transaction
relay -> db: reads new rows
relay --> bus: publishes
"""


def test_parsing():
    diagram = parse_diagram(ORDERS)
    assert diagram.title == "How an order becomes an event"
    assert [node.shape for node in diagram.nodes] == ["person", "service", "store", "worker", "queue"]
    assert [edge.waits for edge in diagram.edges] == [True, True, True, False]


def test_a_shape_and_a_direction_have_defaults():
    diagram = parse_diagram("title: T\na: A")
    assert (diagram.direction, diagram.nodes[0].shape) == ("down", "service")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "title"),
        ("a: A", 1, "title"),
        ("title:", 1, "title"),
        ("title: T", 1, "no part"),
        ("title: T\ntitle: T", 2, "twice"),
        ("title: T\ndirection: up\na: A", 2, "down"),
        ("title: T\n\na: A (box)", 3, "shape"),
        ("title: T\na: A\na: B", 3, "twice"),
        ("title: T\na: A\na -> b", 3, "not declared"),
        ("title: T\na: " + "x" * 25, 2, "24"),
        ("title: T\na: A\na -> a: " + "x" * 41, 3, "40"),
        ("title: T\nA: a", 2, "neither"),
        ("title: T\na: A\na => a", 3, "neither"),
        ("title: T\na: A\x01", 2, "control"),
        ("title: T\n" + "\n".join(f"n{i}: N" for i in range(25)), 26, "more than"),
    ],
)
def test_errors_name_the_line(text, line, words):
    with pytest.raises(DiagramError) as error:
        parse_diagram(text)
    assert error.value.line == line
    assert words in error.value.message


def test_words():
    assert describe(parse_diagram(ORDERS)) == [
        "Browser is a person or a client.",
        "Orders is a data store.",
        "Outbox relay is a background worker.",
        "Event bus is a queue.",
        "Browser calls Order API: POST /orders.",
        "Order API calls Orders: order and outbox row, one transaction.",
        "Outbox relay calls Orders: reads new rows.",
        "Outbox relay hands over to Event bus without waiting: publishes.",
    ]
    assert describe(parse_diagram("title: T\na: A")) == ["A is a service and stands alone."]
    assert describe(parse_diagram("title: T\na: A\na -> a")) == ["A calls itself."]


def test_the_figure():
    html = diagram_figure(ORDERS)
    assert html.startswith('<figure class="diagram"><div class="diagram-scroll" tabindex="0" role="region"')
    assert "<summary>Read this diagram as text</summary><ul><li>Browser" in html
    assert html.endswith("</details></figure>")


def test_labels_are_text_and_never_markup():
    svg = draw(parse_diagram('title: <script>"\'&\na: <b>&\na -> a: "><script>'))
    assert "<script" not in svg
    ElementTree.fromstring(svg)


def test_a_long_label_stands_on_two_lines():
    svg = draw(parse_diagram("title: T\na: Primary database server"))
    assert svg.count("<tspan") == 2


def test_the_same_text_gives_the_same_bytes_in_every_process():
    script = "from hub.core.diagrams import *; import sys; print(draw(parse_diagram(sys.argv[1])))"
    drawings = {
        subprocess.run(
            [sys.executable, "-c", script, ORDERS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2", "3")
    }
    assert drawings == {draw(parse_diagram(ORDERS))}


def test_calls_run_down_and_an_answer_runs_up():
    picture = compose(parse_diagram("title: T\na: A\nb: B\nc: C\na -> b\nb -> c\nc -> a: back"))
    heights = {part.node.id: y for part, _, y in picture.parts}
    assert heights["a"] < heights["b"] < heights["c"]
    assert len(picture.lines) == 3


def test_right_is_down_on_its_side():
    text = "title: T\ndirection: right\na: A\nb: B\na -> b: x"
    places = {part.node.id: x for part, x, _ in compose(parse_diagram(text)).parts}
    assert places["a"] < places["b"]


labels = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=24).filter(
    lambda text: not re.fullmatch(r".*\([a-z]+\)", text)
)


@st.composite
def diagrams(draw_from):
    count = draw_from(st.integers(1, 24))
    lines = ["title: T", f"direction: {draw_from(st.sampled_from(['down', 'right']))}"]
    lines += [f"n{i}: {draw_from(labels)} ({draw_from(st.sampled_from(SHAPES))})" for i in range(count)]
    ends = st.integers(0, count - 1)
    for _ in range(draw_from(st.integers(0, 48))):
        label = draw_from(st.one_of(st.just(""), labels))
        arrow = draw_from(st.sampled_from(["->", "-->"]))
        lines.append(f"n{draw_from(ends)} {arrow} n{draw_from(ends)}" + (f": {label}" if label else ""))
    return "\n".join(lines)


@given(diagrams())
@settings(max_examples=150)
def test_every_diagram_is_drawn_whole_and_without_overlaps(text):
    diagram = parse_diagram(text)
    svg = draw(diagram)
    assert svg == draw(parse_diagram(text))
    root = ElementTree.fromstring(svg)
    assert not any("style" in element.attrib for element in root.iter())
    assert len(diagram_figure(text)) > len(svg)
    assert len(describe(diagram)) >= len(diagram.edges)

    picture = compose(diagram)
    assert len(picture.parts) == len(diagram.nodes)
    boxes = [(x, y, part.width, part.height) for part, x, y in picture.parts]
    boxes += [(label.x, label.y, label.text.width, label.text.height) for label in picture.labels]
    for index, (x, y, width, height) in enumerate(boxes):
        assert x - width / 2 >= -0.5
        assert x + width / 2 <= picture.width + 0.5
        assert y - height / 2 >= -0.5
        assert y + height / 2 <= picture.height + 0.5
        for other in boxes[:index]:
            apart = abs(x - other[0]) >= (width + other[2]) / 2 - 0.5
            assert apart or abs(y - other[1]) >= (height + other[3]) / 2 - 0.5, text


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_any_text_is_a_diagram_or_an_error_with_its_line(text):
    for tried in (text, "title: T\n" + text):
        line = 1
        try:
            draw(parse_diagram(tried))
        except DiagramError as error:
            line = error.line
        assert 1 <= line <= tried.count("\n") + 1
