"""Banks in the shapes they come in, written for the tests: each with the titles a careful reader finds.

One file because the shapes are data, to be read and compared beside one another.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Shape:
    """A text, the name of its file, and what is in it."""

    name: str
    text: str
    titles: list[str]
    dialect: str
    file: str = "bank.md"
    answered: int | None = None
    fences: list[str] = field(default_factory=list)


NUMBERED = Shape(
    "numbered headings whose parts rank beside them",
    """# Kettle questions

## Table of Contents
- [What is a kettle?](#1)
- [Why does it whistle?](#2)

## Part 1: Basics

## 1. What is a kettle?

It boils water.

```python
kettle = {"name": "{{ name }}", "__name__": 1}
```

**[⬆ Back to Top](#table-of-contents)**

## 1. Why does it whistle?

### Explanation

Steam passes the lid.

1. Water boils
2. Steam rises

## Part 2: Advanced

## 7. How is lime removed?

Answer here

## License

MIT
""",
    ["What is a kettle?", "Why does it whistle?", "How is lime removed?"],
    "headings",
    answered=2,
    fences=['kettle = {"name": "{{ name }}", "__name__": 1}'],
)
HEADINGS_IN_ITEMS = Shape(
    "list items holding headings, with code inside of them and an unclosed fence",
    """1. ### What is hoisting?

   Declarations are moved.

   ```js
   x = 5 // <script>
     indented
   ```

2. ### What is a closure?

    A function with its scope.

     ```js
     | a | pipe |
     ```

3. ### Why is the last one open?

   ```js
   open()
""",
    ["What is hoisting?", "What is a closure?", "Why is the last one open?"],
    "headings",
    answered=3,
    fences=["x = 5 // <script>\n  indented", "| a | pipe |", "open()"],
)
BOLD = Shape(
    "bold paragraphs",
    """# Theory

Legend: 👶 easy ⭐️ medium 🚀 expert

## Trees

**What is a tree? 👶**

A graph without circles.

<br/>

**Depth and height ⭐️**

To be completed

**Which trees do you know? 🚀**

* **Binary**: two children.
* **B-tree**: many.
""",
    ["What is a tree?", "Depth and height", "Which trees do you know?"],
    "bold-paragraphs",
    answered=2,
)
QUESTION_AND_ANSWER = Shape(
    "Q and A",
    """Interview notes

Q: What is a queue?
A: First in, first out.

Q2. What is a stack?
Ans: Last in, first out.

Scenario 1: The lost update
*Question:* Two people save at once. What happens?
*How to answer:* The later one wins, unless versions are compared.
""",
    ["What is a queue?", "What is a stack?", "The lost update"],
    "question-and-answer",
    file="notes.txt",
    answered=3,
)
DETAILS = Shape(
    "details with summaries",
    """## Docker

<details>
<summary>What is an image?</summary><br><b>

A template.

```bash
docker images
```

</b></details>

<details>
<summary>What is a container?</summary><br><b>
</b></details>
""",
    ["What is an image?", "What is a container?"],
    "details",
    answered=1,
    fences=["docker images"],
)
BARE_LIST = Shape(
    "a bare list with follow-ups below",
    """# Questions

#### General
* What did you learn yesterday?
* Explain how `this` works.
  * Can you give an example?
* Write a function that adds.

#### Links
* [Docs](https://example.com/docs)
* [More](https://example.com/more)
""",
    ["What did you learn yesterday?", "Explain how this works.", "Write a function that adds."],
    "list-items",
    answered=1,
)
NESTED_ANSWERS = Shape(
    "topics with nested answers",
    """## Basics
- WSGI and servers
  - **Answer:** A contract between them, with `{{ x }}` and `|safe`.
- Contexts
  - **Answer:** They hold what belongs to a request.

### Resources
- [Site](https://example.com)
""",
    ["WSGI and servers", "Contexts"],
    "list-items",
    answered=2,
)
CHOICE = Shape(
    "multiple choice with a stated answer and with task lists",
    """###### 1. What's the output?

```javascript
console.log(1)
```

- A: `1`
- B: `2`

<details><summary><b>Answer</b></summary>
<p>

#### Answer: A

It prints.

</p>
</details>

---

###### 2. What's the output?

```javascript
console.log(2)
```

- [ ] one
- [x] two
""",
    ["What's the output?", "What's the output?"],
    "headings",
    fences=["console.log(1)", "console.log(2)"],
)
ERRORS = Shape(
    "an error catalogue",
    """## bind_invalid

> Cannot bind to %name%

Use `bind:this`.

```js
bind()
```

## each_duplicate

> Key at %a% and %b%

> Key `%value%` at %a%
""",
    ["bind_invalid", "each_duplicate"],
    "error-catalogue",
    answered=1,
    fences=["bind()"],
)
SNIPPET = Shape(
    "one snippet with front matter",
    """---
title: add_days
tags: date,intermediate
---

Adds days.

```py
def add_days(n): ...
```

```py
add_days(5)
```
""",
    ["add_days"],
    "whole-file",
    file="add_days.md",
    answered=1,
    fences=["def add_days(n): ...", "add_days(5)"],
)
ARTICLE = Shape(
    "a security article",
    """# Cross-site scripting prevention

Pages show what others wrote.

## What it is

Script of a stranger.

## Prevention

Escape.

## Mitigations of our own

Policies.
""",
    ["Cross-site scripting prevention"],
    "whole-file",
    file="xss.md",
    answered=1,
)
PLAIN = Shape(
    "numbered lines with text between, as read from paper",
    """Introduction

Some words.

Beginner-Level Questions and Answers

1. What is routing?

It maps addresses.

```
@route("/")
```

2. Describe error handlers.

Do this:

1. Register it.
2. Return a page.

Advanced Level Questions

3. How do you deploy?

With care.

Conclusion

Good luck with it.
""",
    ["What is routing?", "Describe error handlers.", "How do you deploy?"],
    "list-items",
    file="scan.txt",
    answered=3,
    fences=['@route("/")'],
)
TABLE = Shape(
    "a table",
    """| # | Question | Answer |
|---|---|---|
| 1 | What is a row? | A line of a table. |
| 2 | What is a \\| cell? | Part of a row. |
""",
    ["What is a row?", "What is a | cell?"],
    "table",
    answered=2,
)
CSV = Shape(
    "a sheet with columns in another order",
    'Category,Answer,Question,Level\nBasics,"Two\nlines",What is CSV?,Beginner\nBasics,Rows,What is a row?,Senior\n',
    ["What is CSV?", "What is a row?"],
    "csv",
    file="bank.csv",
    answered=2,
)
TSV = Shape(
    "cards without names of columns", "What is TSV?\tTabs.\nWhat is a tab?\tA sign.\n",
    ["What is TSV?", "What is a tab?"], "tsv", file="cards.tsv", answered=2,
)  # fmt: skip
JSON = Shape(
    "JSON in groups",
    """{
 "topics": [
  {"category": "Types", "questions": [
    {"question": "What is null?", "options": ["a value", "a bug"], "answer": "a value"},
    {"question": "What is an array?", "options": ["a list", "a map"], "correct": 0}
  ]}
 ]
}
""",
    ["What is null?", "What is an array?"],
    "json",
    file="quiz.json",
)
HTML = Shape(
    "HTML",
    """<!doctype html><html><head><title>x</title><style>h2{}</style></head><body>
<nav><a href="/">Home</a></nav>
<h1>Questions</h1>
<h2>1. What is <code>&lt;div&gt;</code>?</h2>
<p>A <b>box</b>.</p>
<pre><code class="language-html">&lt;div&gt;
  {{ x }}
&lt;/div&gt;</code></pre>
<h2>2. What is a list?</h2>
<ul><li>Ordered</li><li>Unordered</li></ul>
<script>alert(1)</script>
</body></html>
""",
    ["What is <div>?", "What is a list?"],
    "headings",
    file="page.html",
    answered=2,
    fences=["<div>\n  {{ x }}\n</div>"],
)
CHECKLIST = Shape(
    "a checklist as a learning path",
    """# API checklist

A few things to see to.

## Week 1: Access

- [ ] Use a standard.
- [ ] Limit attempts.
- [x] Encrypt.

## Week 2: Input

- [ ] Check the method.
- [ ] Check the type.
- [ ] Never trust.

## License

MIT
""",
    ["API checklist"],
    "checklist",
    file="api.md",
)
TOPICS = Shape(
    "a bank whose headings name what is asked, with the source below each",
    "# Code problems\n\n" + "\n".join(
        f"### {name}\n\nAdd {name}.\n\n```py\n{name}()\n```\n\n###### Source\n\n_example.com_\n\n###### [[↑] Back to top](#code)\n"
        for name in ("sums", "rows", "heaps", "trees", "graphs")
    ),
    ["sums", "rows", "heaps", "trees", "graphs"],
    "headings",
    answered=5,
    fences=["sums()", "graphs()"],
)  # fmt: skip
SHAPES = [
    NUMBERED, HEADINGS_IN_ITEMS, BOLD, QUESTION_AND_ANSWER, DETAILS, BARE_LIST, NESTED_ANSWERS, CHOICE, ERRORS, SNIPPET,
    ARTICLE, PLAIN, TABLE, CSV, TSV, JSON, HTML, CHECKLIST, TOPICS,
]  # fmt: skip
