"""Questions are known as such in the languages banks are written in, with or without a question mark."""

import pytest

from knowledge.importing.dialects import understand
from knowledge.importing.text.titles import read_title
from tests.importing.accounting import unaccounted

ASKED = [
    "什么是龙骨", "说说你对帆的理解", "龙骨和船壳的区别", "请描述一下锚的作用", "船为何会浮起来", "竜骨とは", "용골에 대해 설명하시오",
    "В чем смысл киля", "Расскажите о парусах", "Чем киль отличается от руля", "Что такое якорь",
    "Por qué flota un barco", "Explica la quilla", "Diferencia entre quilla y timón", "Qué es un ancla",
    "O que é uma quilha", "Diferenças entre vela e leme", "Expliquez la quille", "En quoi consiste un ris",
    "Unterschied zwischen Kiel und Ruder", "Beschreiben Sie den Anker", "Jak działa ster", "Wyjaśnij pojęcie kila",
    "Jelaskan fungsi lunas", "Che cosa è una chiglia",
]  # fmt: skip
NOT_ASKED = [
    "描述",
    "问题描述",
    "请求头",
    "简介",
    "Введение",
    "Introducción",
    "Zusammenfassung",
    "Comment sections",
    "区别",
    "在船上如何保持安静。",
]


@pytest.mark.parametrize("text", ASKED)
def test_what_asks_is_known_in_its_language(text):
    assert read_title(text).asks


@pytest.mark.parametrize("text", NOT_ASKED)
def test_names_of_parts_and_statements_ask_nothing(text):
    assert not read_title(text).asks


@pytest.mark.parametrize("form", ["## {}\n\n{}\n\n", "**{}**\n\n{}\n\n", "- {}\n\n  {}\n\n"])
def test_a_bank_without_question_marks_is_read(form):
    asked = ["什么是龙骨", "说说你对帆的理解", "龙骨和船壳的区别", "船为何会浮起来", "请描述一下锚的作用"]
    text = "# 船\n\n" + "".join(form.format(one, "是船的一部分。") for one in asked)
    found = understand("boats.md", text.encode())
    assert [one.document.title for one in found.entries] == asked
    assert unaccounted(found, text) == []
