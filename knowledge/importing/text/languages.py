"""What a question, a task and the right answer are called in the languages banks are written in.

One table, because the same words begin titles, headings that only count, lines of keys and labels.
"""

from __future__ import annotations

QUESTION_WORDS = (
    "question", "问题", "問題", "问", "問", "质问", "質問", "질문", "문제", "вопрос", "питання", "запитання", "въпрос",
    "pregunta", "frage", "pergunta", "questão", "questao", "domanda", "quesito", "soru", "pytanie", "otázka", "otazka",
    "kérdés", "kerdes", "întrebarea", "intrebarea", "pitanje", "vraag", "fråga", "spørgsmål", "spørsmål", "kysymys",
    "ερώτηση", "pertanyaan", "soalan", "soal", "câu hỏi", "câu", "प्रश्न", "سؤال", "السؤال", "שאלה",
)  # fmt: skip
TASK_WORDS = (
    "aufgabe", "ejercicio", "exercice", "exercício", "exercicio", "esercizio", "zadanie", "úloha", "uloha", "feladat",
    "задача", "задание", "завдання", "упражнение", "opdracht", "opgave", "oppgave", "uppgift", "tehtävä", "görev", "latihan",
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


def any_of(words: tuple[str, ...]) -> str:
    """Returns the part of a regular expression that matches one of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
