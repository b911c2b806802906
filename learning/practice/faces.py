"""What practice shows of an entry, declared once a kind: by the keys of its parts, in the order shown."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.rendering import PROMPT, SUMMARY


@dataclass(frozen=True)
class Face:
    """The sides of a card and the rubric of an interview.

    Arguments:
        ask: what is asked instead of the title, for kinds whose title gives the answer away.
        task: what to do, below a title that is no question.
        front: what stands below that.
        back: the short answer. Where an entry has none of them, its first required section does.
        points: what a good answer says.
        mistakes: what goes wrong.
        follow_ups: what to ask next.
    """

    ask: str = ""
    task: str = ""
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = (SUMMARY,)
    points: tuple[str, ...] = (SUMMARY,)
    mistakes: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()


FACES = {
    "question": Face(
        front=(PROMPT,),
        points=(SUMMARY, "deep_dive"),
        mistakes=("common_mistakes",),
        follow_ups=("follow_ups",),
    ),
    "debug": Face(
        ask="What is behind this message, and how is it mended?",
        back=(SUMMARY, "fix"),
        points=(SUMMARY, "root_cause", "fix"),
        mistakes=("look_alikes",),
        follow_ups=("prevention",),
    ),
    "snippet": Face(
        task="How would you write it?",
        back=(SUMMARY, "files"),
        points=(SUMMARY, "files", "how_it_works"),
        mistakes=("caveats",),
        follow_ups=("when_to_use",),
    ),
    "design": Face(
        task="How would you design it?",
        front=("problem",),
        back=(SUMMARY, "trade_offs"),
        points=(SUMMARY, "requirements", "estimates", "architecture"),
        mistakes=("failure_modes",),
        follow_ups=("trade_offs", "evolution"),
    ),
    "security": Face(
        task="How does it come about, and how is it prevented?",
        back=(SUMMARY, "prevention"),
        points=(SUMMARY, "what_it_is", "fixed_code", "prevention"),
        mistakes=("vulnerable_code", "attack"),
        follow_ups=("detection",),
    ),
}
PRACTISED = tuple(FACES)
ASKED = ("question", "debug", "design", "security")  # in an interview; nobody writes a whole file aloud
QUIZZED = ("question",)

# Sections under a heading of the author's own that say what to listen for, as `fold_heading` writes them.
KEY_POINTS = frozenset({"keypoints", "whattolistenfor", "whatagoodanswersays", "rubric", "checklist"})
