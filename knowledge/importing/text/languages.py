"""What a question, a task and the right answer are called in the languages banks are written in, and how one asks there.

One table, because the same words begin titles, headings that only count, lines of keys and labels.
"""

from __future__ import annotations

import re

QUESTION_WORDS = (
    "question", "问题", "問題", "问", "問", "质问", "質問", "질문", "문제", "вопрос", "питання", "запитання", "въпрос",
    "pregunta", "frage", "pergunta", "questão", "questao", "domanda", "quesito", "soru", "pytanie", "otázka", "otazka",
    "kérdés", "kerdes", "întrebarea", "intrebarea", "pitanje", "vraag", "fråga", "spørgsmål", "spørsmål", "kysymys",
    "ερώτηση", "pertanyaan", "soalan", "soal", "câu hỏi", "câu", "प्रश्न", "سؤال", "السؤال", "שאלה",
)  # fmt: skip
TASK_WORDS = (
    "aufgabe", "ejercicio", "exercice", "exercício", "exercicio", "esercizio", "zadanie", "úloha", "uloha", "feladat",
    "задача", "задание", "кейс", "сценарий", "завдання", "упражнение", "opdracht", "opgave", "oppgave", "uppgift", "tehtävä", "görev", "latihan",
)  # fmt: skip
RIGHT_ANSWER_WORDS = (
    "respuesta correcta", "respuestas correctas", "resposta correta", "resposta certa", "bonne réponse", "bonnes réponses",
    "réponse correcte", "réponses correctes", "richtige antwort", "richtige antworten", "korrekte antwort", "risposta corretta",
    "risposta esatta", "правильный ответ", "правильные ответы", "правильна відповідь", "верный ответ", "正确答案", "正解",
    "정답", "prawidłowa odpowiedź", "poprawna odpowiedź", "správná odpověď", "helyes válasz", "doğru cevap", "doğru yanıt",
    "juiste antwoord", "rätt svar", "jawaban yang benar", "jawaban benar", "kunci jawaban", "đáp án đúng",
)  # fmt: skip
ANSWER_WORDS = (
    "答案", "回答", "解答", "参考答案", "ответ", "відповідь", "отговор", "respuesta", "respuestas", "réponse", "réponses",
    "antwort", "antworten", "resposta", "respostas", "risposta", "cevap", "yanıt", "odpowiedź", "odpověď", "válasz",
    "răspuns", "odgovor", "antwoord", "svar", "vastaus", "απάντηση", "jawaban", "jawapan", "đáp án", "trả lời", "답변", "답",
    "lösung", "lösungen", "solución", "soluciones", "soluzione", "solução", "rozwiązanie", "решение",
)  # fmt: skip
# First words of what is asked without a question mark, requested, or set as a task. English ones are kept with titles.
INTERROGATIVE_WORDS = frozenset([
    "qué", "cómo", "cuál", "cuáles", "dónde", "cuándo", "quién", "quiénes", "cuánto", "cuántos", "cuántas",
    "pourquoi", "quel", "quelle", "quels", "quelles", "combien", "qu'est", "qu'est-ce",
    "wie", "warum", "welche", "welcher", "welches", "welchen", "wann", "wozu", "wofür", "wodurch", "inwiefern", "weshalb", "wieso",
    "qual", "quais", "como", "quem", "cosa", "quali", "perché", "hoe", "waarom", "welke", "wanneer",
    "jak", "jaki", "jaka", "jakie", "jakich", "dlaczego", "czym", "czy", "kiedy", "proč", "jaký", "jaké",
    "что", "как", "какие", "какой", "какая", "какое", "каким", "каких", "каков", "какова", "каковы", "чем", "зачем",
    "почему", "где", "когда", "сколько", "можно", "кто", "що", "як", "які", "який", "яка", "яке", "чому", "навіщо", "коли",
    "nasıl", "neden", "hangi", "apa", "apakah", "bagaimana", "mengapa", "kapan",
])  # fmt: skip
INTERROGATIVE_PAIRS = frozenset([
    ("в", "чем"), ("в", "чём"), ("для", "чего"), ("из", "чего"), ("на", "что"), ("у", "чому"), ("для", "чого"),
    ("o", "que"), ("por", "que"), ("por", "qué"), ("para", "que"), ("para", "qué"), ("en", "qué"), ("em", "que"), ("quando", "usar"),
    ("en", "quoi"), ("à", "quoi"), ("che", "cosa"), ("che", "cos"), ("co", "to"), ("do", "czego"), ("tại", "sao"),
])  # fmt: skip
REQUEST_WORDS = frozenset([
    "explica", "explique", "expliquez", "expliquer", "explicar", "describa", "defina", "menciona", "mencione",
    "diferencia", "diferencias", "descreva", "diferença", "diferenças", "décrivez", "décrire", "définissez", "définir",
    "différence", "différences", "erkläre", "erklären", "erläutern", "erläutere", "beschreibe", "beschreiben", "unterschied",
    "unterschiede", "spiega", "spiegare", "descrivi", "differenza", "differenze", "beschrijf", "verschil",
    "объясните", "объясни", "опишите", "опиши", "расскажите", "расскажи", "перечислите", "перечисли", "назовите", "назови",
    "разница", "различия", "отличие", "отличия", "сравните", "поясніть", "опишіть", "розкажіть", "різниця", "назвіть",
    "wyjaśnij", "opisz", "różnica", "różnice", "wymień", "omów", "vysvětli", "açıkla", "açıklayınız", "jelaskan", "sebutkan",
    "perbedaan", "hãy", "discuta", "disserte", "analise", "avalie", "justifique", "comente", "discute", "analiza", "analizza",
])  # fmt: skip
TASK_VERBS = frozenset([
    "elabore", "desenvolva", "projete", "elabora", "desarrolla", "escribe", "implementa", "escreva", "implemente", "écrivez", "écrire", "schreibe", "schreiben", "implementiere",
    "напишите", "напиши", "реализуйте", "реализуй", "спроектируйте", "напишіть", "napisz", "zaimplementuj", "scrivi",
])  # fmt: skip
# What asks in languages that part no words; a word that names a part, such as “描述”, asks nothing alone.
ASKED_WITHOUT_SPACES = re.compile(
    r"什么|甚麼|什麼|如何|怎么|怎麼|怎样|为何|哪些|哪个|哪几|[吗嗎]$|.{2}(?:区别|區別)|谈谈|谈一谈|谈下|说说|说一说|说下|说一下|聊聊|讲讲|讲一下"
    r"|介绍一下|^请(?!求)|^(?:请)?(?:描述|解释|简述|列举).{2}|とは|なぜ|どのよう|違い|무엇|설명하|차이|어떻게"
)

KEY_WORDS = (
    "clave de respuestas", "clave de respuesta", "solucionario", "corrigé", "corrigés", "corrige", "lösungsschlüssel", "gabarito",
    "chiave delle risposte", "ключ", "ключи", "ключ к тесту", "klucz odpowiedzi", "cevap anahtarı", "kunci jawaban", "đáp án", "参考答案",
)  # fmt: skip

# Korean and Japanese ask at the end of a sentence, with or without a sign.
ASKED_AT_THE_END = re.compile(
    r"(?:[나까가]요|[해하보]?세요|시오|ですか|ますか|のか|(?:し|り|べ|い)なさい|(?:して|べて)ください)[.。．\s]{0,3}$"
)


def any_of(words: tuple[str, ...]) -> str:
    """Returns the part of a regular expression that matches one of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
