"""Texts in the markup of other tools: reStructuredText and Org, written as Markdown before they are read."""

from knowledge.importing.dialects import understand
from tests.importing.accounting import unaccounted

RST = """\
===========
Boats asked
===========

.. contents::
   :local:

Hulls
=====

What is a keel?
---------------

The fin below; see `the drawing <https://boats.example/keel>`_ and ``keel.draw()``.

.. code-block:: python
   :linenos:

   keel.draw()

   keel.weigh()

Why does a hull float?
----------------------

Try it::

    hull.float()

.. note::

   It is light.

How is a sail set?
------------------

#. Hoist it.
#. Trim it.
"""

ORG = """\
#+TITLE: Boats asked
* Hulls
** What is a keel?                :parts:
   :PROPERTIES:
   :ID: 1
   :END:
   The fin below; see [[https://boats.example/keel][the drawing]] and =keel.draw()=.

   #+begin_src python
   keel.draw()

   keel.weigh()
   #+end_src
** NEXT Why does a hull float?
   *It is light.*
** How is a sail set?
   - Hoist it.
   - Trim it.
"""
ASKED = ["What is a keel?", "Why does a hull float?", "How is a sail set?"]


def read(path: str, text: str) -> list:
    found = understand(path, text.encode())
    assert unaccounted(found, text) == []
    return found.entries


def body(document) -> str:
    return "\n\n".join([document.summary, *(one.text for one in document.sections)])


def test_restructured_text_is_read_by_its_underlines_and_directives():
    keel, hull, sail = (one.document for one in read("boats.rst", RST))
    assert [one.title for one in (keel, hull, sail)] == ASKED
    assert "see [the drawing](https://boats.example/keel) and `keel.draw()`" in body(keel)
    assert "```python\nkeel.draw()\n\nkeel.weigh()\n```" in body(keel)
    assert "Try it:\n```\nhull.float()\n```" in body(hull).replace("\n\n", "\n")
    assert "It is light." in body(hull)
    assert "1. Hoist it.\n1. Trim it." in body(sail)


def test_org_is_read_by_its_stars_and_blocks():
    keel, hull, sail = (one.document for one in read("boats.org", ORG))
    assert [one.title for one in (keel, hull, sail)] == ASKED
    assert "see [the drawing](https://boats.example/keel) and `keel.draw()`" in body(keel)
    assert "```python\nkeel.draw()\n\nkeel.weigh()\n```" in body(keel)
    assert "PROPERTIES" not in body(keel)
    assert "**It is light.**" in body(hull)
    assert "- Hoist it.\n- Trim it." in body(sail)


def test_a_number_with_the_comma_of_lists_needs_no_space_behind_it():
    text = "".join(
        f"### {n}、{one}\n\nIt is so.\n\n"
        for n, one in enumerate(["缆绳命令", "什么是龙骨？", "帆的区别"], 1)
    )
    assert [one.document.title for one in read("boats.md", f"# 面试题\n\n{text}")] == [
        "缆绳命令",
        "什么是龙骨？",
        "帆的区别",
    ]
