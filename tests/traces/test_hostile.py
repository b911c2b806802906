"""Whatever is pasted, an answer comes, and soon."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.traces.cleaning import LARGEST
from knowledge.traces.parsing import parse
from tests.traces.archives import explain

BOMBS = {
    "one letter": "a" * LARGEST,
    "dots": "A." * (LARGEST // 2),
    "empty lines": "\n" * LARGEST,
    "short lines": "a\n" * (LARGEST // 2),
    "quotes": "'" * LARGEST,
    "open brackets": "[" * LARGEST,
    "nested JSON": '{"a":' * (LARGEST // 5),
    "escaped lines": '{"message":"' + "\\n" * 20000,
    "escape codes": "\x1b[" * 30000,
    "NUL": "\0" * LARGEST,
    "every byte": "".join(chr(at % 256) for at in range(LARGEST)),
    "causes": "Caused by: a.b.C: x\n" * 3000,
    "errors": "".join(f"E{at}Error: bad thing {at} in {at}\n" for at in range(2000)),
    "places": "PHP Warning: " + " in x" * 13000,
    "arrows": " ---> " * 10000,
    "words": ("some plain words  " * 110 + "\n") * 32,
}


@pytest.mark.parametrize("name", BOMBS)
def test_64_kb_of_anything_is_answered(name):
    assert not explain(BOMBS[name]).confident


def test_all_of_it_takes_seconds():
    # Catastrophic backtracking takes hours, so a generous limit tells it from a busy machine.
    code = (
        "import django, os; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'hub.settings.test'); django.setup()\n"
        "from tests.traces.test_hostile import BOMBS, explain\n"
        "for text in BOMBS.values(): explain(text)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_of_a_long_paste_head_and_tail_count():
    filler = "INFO all is well\n" * 20000
    assert (
        explain(f"RuntimeError: dictionary changed size during iteration\n{filler}").matches[0].code
        == "PY-003"
    )
    assert (
        explain(f"{filler}RuntimeError: dictionary changed size during iteration").matches[0].code == "PY-003"
    )


@given(st.one_of(st.text(max_size=400), st.binary(max_size=400)))
def test_nothing_raises(text):
    parse(text)
    explain(text)
