"""What is asked of an archive: codes, words, phrases, slips, beginnings and errors drawn from it."""

from __future__ import annotations

import random
from itertools import islice

QUERIES = 40


class Asking:
    """Draws questions from the archive that settings name.

    Arguments:
        seed: of every choice.
    """

    def __init__(self, seed: int) -> None:
        from knowledge.models import EntryPage

        self._rng = random.Random(seed)
        self.entries = EntryPage.objects.live().count()
        ids = list(EntryPage.objects.live().order_by("pk").values_list("pk", flat=True)[:1_000_000])
        drawn = EntryPage.objects.filter(pk__in=self._rng.sample(ids, min(QUERIES, len(ids))))
        self._entries = list(drawn.order_by("pk").values_list("code", "title"))

    def codes(self) -> list[str]:
        return [code for code, _ in self._entries]

    def words(self, share: str) -> list[str]:
        """Words that one in ten entries or so has, one in a hundred or so, or very few."""
        from knowledge.models import SearchWord

        least, most = {
            "frequent": (self.entries // 20, self.entries // 2),
            "usual": (self.entries // 200, self.entries // 20),
            "rare": (2, max(self.entries // 500, 10)),
        }[share]
        words = SearchWord.objects.filter(is_name=False, word__regex="^[a-z]{6,12}$").order_by("word")
        found = words.filter(entries__gte=least, entries__lte=most).values_list("word", flat=True)
        return self._rng.choices(list(islice(found.iterator(), 200_000)), k=QUERIES)

    def one_word(self) -> list[str]:
        """Words of every share."""
        each = [self.words(share) for share in ("frequent", "usual", "rare")]
        return [each[place % 3][place] for place in range(QUERIES)]

    def joined(self, *shares: str) -> list[str]:
        """Words that need not stand in one entry."""
        return [" ".join(words) for words in zip(*map(self.words, shares), strict=True)]

    def together(self, number: int) -> list[str]:
        """Some words of one title each."""
        telling = [[word for word in words if len(word) > 3 and word.isalpha()] for words in self._titles()]
        return [" ".join(self._rng.sample(words, number)) for words in telling if len(words) >= number]

    def phrases(self) -> list[str]:
        """Two neighbours of a title, in quotes."""
        return [f'"{words[-3]} {words[-2]}"' for words in self._titles() if len(words) > 3]

    def without(self) -> list[str]:
        """A word, and another that is not to be there."""
        pairs = zip(self.words("usual"), self.words("frequent"), strict=True)
        return [f"{wanted} -{unwanted}" for wanted, unwanted in pairs if wanted != unwanted]

    def starts(self) -> list[str]:
        """What is typed on the way to a word of a title."""
        rng = self._rng
        found = [rng.choice([word for word in words if len(word) > 2]) for words in self._titles()]
        return [word[: rng.randint(2, 5)] for word in found]

    def slips(self) -> list[str]:
        """Rare words with two letters swapped."""
        return [self._mistyped(word) for word in self.words("rare")]

    def pastes(self) -> list[str]:
        """What a program would print that fails as an entry says."""
        from knowledge.models import DebugEntryPage, EntrySignature

        rng = self._rng
        ids = list(EntrySignature.objects.values_list("entry_id", flat=True).order_by("pk")[:25_000])
        entries = DebugEntryPage.objects.filter(pk__in=rng.sample(ids, min(QUERIES, len(ids))))
        messages = [entry.messages[0].value for entry in entries.order_by("pk") if entry.messages]
        return [
            "Traceback (most recent call last):\n"
            f'  File "/srv/app/{rng.randrange(99)}/views.py", line {rng.randrange(900)}, in handle\n'
            f"    return run(order)\n{message}\n"
            for message in messages
        ]

    def _titles(self) -> list[list[str]]:
        return [[word.strip("(),.?:`\"'") for word in title.split()] for _, title in self._entries]

    def _mistyped(self, word: str) -> str:
        place = self._rng.randrange(1, len(word) - 2)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
