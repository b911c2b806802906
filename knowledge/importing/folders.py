"""What a folder tells about its files: that each is one entry, or that all of them together are one.

One file alone does not say whether its headings are entries or the parts of one. Its neighbours do: files
that are each titled, and of which few hold a list of questions, are one entry each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeVar

from knowledge.importing.dialects import canonical
from knowledge.importing.dialects.bundles import asks_and_answers, is_language, is_manifest, part_of
from knowledge.importing.dialects.file_titles import ABOUT_THE_FOLDER
from knowledge.importing.dialects.reading import MARKUP, Look, look_at
from knowledge.importing.sources import CODE, SourceError, SourceFile, Sources
from knowledge.importing.structure.banks import QUESTIONS_NAME
from knowledge.importing.text.source import ABOUT_THE_OTHERS

SMALLEST = 4  # files before their likeness says something
SHARED = 3  # files that begin with the same words, which then name none of them
SAMPLE = 40  # files of a family that are looked at
MOST_TEXTS = 2  # of such a folder
MANY = 8  # files of a folder that is one entry, at most
ABOUT_THE_PROJECT = {
    "contributing", "contributors", "license", "licence", "changelog", "code_of_conduct", "code-of-conduct", "disclaimer",
    "pull_request_template", "issue_template", "authors", "governance", "roadmap", "funding", "credits",
}  # fmt: skip
LEAST_PARTS = 2
SHARED_PARTS = 3  # that an article has in common with its neighbours, among parts of its own
OWN_FOLDER = 0.8  # of the files of a family are called as the folder each stands in
NO_OTHER = 0.8  # of the files that speak for a kind speak for the same
TOLD = 0.2  # of all files speak for it
OF_A_TEMPLATE = 0.5  # of a file's headings stand in so many of its neighbours too
ALIKE = 0.7  # of the files of a family have a title, and of these are one entry by themselves

Key = TypeVar("Key")


@dataclass(frozen=True)
class Bundle:
    """A folder whose files are one entry; `kind` is the one its neighbours speak for, if they do."""

    path: str
    files: tuple[SourceFile, ...]
    kind: str = ""

    def contents(self) -> list[tuple[str, bytes]]:
        """Returns name and content of each file; raises `SourceError` where one cannot be read."""
        return [(_inside(file, PurePosixPath(self.path)), file.data()) for file in self.files]


def _name(file: SourceFile) -> str:
    return PurePosixPath(file.path).name


def _inside(file: SourceFile, folder: PurePosixPath) -> str:
    return str(PurePosixPath(file.path).relative_to(folder))


def _stem(file: SourceFile) -> str:
    return PurePosixPath(file.path).stem.casefold()


def _folder(file: SourceFile) -> PurePosixPath:
    return PurePosixPath(file.path).parent


def take_bundles(sources: Sources) -> list[Bundle]:
    """Takes the files of folders that are entries out of the sources; code of other folders is passed over."""
    folders = _with_parts_below(_grouped((*sources.files, *sources.code), _folder))
    small = {folder: files for folder, files in folders.items() if _is_small(files)}
    entries, _ = _entries([file for files in small.values() for file in _texts(files)])
    bundles, taken = [], set()
    for folder, files in sorted(folders.items()):
        asks = asks_and_answers([_name(file) for file in files])
        if (
            asks
            or _says_parts(folder, files)
            or (folder in small and any(file.path in entries for file in files))
        ):
            kept = sorted((file for file in files if not is_manifest(_name(file))), key=lambda one: one.path)
            kind = next(
                (entries[file.path].kind for file in files if file.path in entries),
                "question" if asks else "",
            )
            bundles.append(Bundle(str(folder), tuple(kept), kind))
            taken |= {file.path for file in kept}
    sources.files = [file for file in sources.files if file.path not in taken]
    for file in sources.code:
        if file.path not in taken:
            sources.pass_over(file.path)
    sources.code = []
    return bundles


def _grouped(files: Iterable[SourceFile], key: Callable[[SourceFile], Key]) -> dict[Key, list[SourceFile]]:
    groups: dict[Key, list[SourceFile]] = defaultdict(list)
    for file in files:
        groups[key(file)].append(file)
    return groups


def _texts(files: Iterable[SourceFile]) -> list[SourceFile]:
    return [file for file in files if file.suffix in MARKUP]


def _with_parts_below(
    folders: dict[PurePosixPath, list[SourceFile]],
) -> dict[PurePosixPath, list[SourceFile]]:
    """Returns folders where what lies deeper is part of one with a text: code of one language each, or wrong and right."""
    below: dict[PurePosixPath, list[PurePosixPath]] = defaultdict(list)
    for folder in folders:
        below[folder.parent].append(folder)
    wholes = {
        folder: parts
        for folder, files in folders.items()
        if len(_texts(files)) == len(files) == 1
        and (parts := below.get(folder, []))
        and _are_parts(folder, parts, folders)
    }
    if len(wholes) < LEAST_PARTS:
        return folders
    taken = {part for parts in wholes.values() for part in parts}
    kept = {folder: files for folder, files in folders.items() if folder not in taken}
    return kept | {
        folder: [*folders[folder], *(file for part in parts for file in folders[part])]
        for folder, parts in wholes.items()
    }


def _are_parts(
    folder: PurePosixPath, parts: Sequence[PurePosixPath], folders: dict[PurePosixPath, list[SourceFile]]
) -> bool:
    """Says whether folders hold nothing but a little code each and are named for a language, or for wrong and right."""
    files = [file for part in parts for file in folders[part]]
    named = all(is_language(part.name) or part_of(f"{part.name}/x") for part in parts)
    return (
        named
        and len(files) <= MANY
        and not any(_texts([file]) for file in files)
        and len(parts) >= LEAST_PARTS
    )


def _says_parts(folder: PurePosixPath, files: Sequence[SourceFile]) -> bool:
    """Says whether the names of a folder's files are those of parts: wrong, right, and what it is about."""
    parts = [part_of(_inside(file, folder)) for file in files if not is_manifest(_name(file))]
    return all(parts) and ({"wrong", "right"} <= set(parts) or ({"text"} < set(parts) and len(files) <= 6))


def _is_small(files: Sequence[SourceFile]) -> bool:
    """Says whether a folder holds one text and a little code, and notes about them at most."""
    code = [file for file in files if file.suffix in CODE and not is_manifest(_name(file))]
    texts = _texts(files)
    alone = len(texts) == 1 or all(part_of(_name(file)) == "text" for file in texts)
    return 1 <= len(code) < MANY and 1 <= len(texts) <= MOST_TEXTS and alone


# --- One entry a file ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """What its folder tells about a file.

    Arguments:
        kind: what each file of it is one entry of, or `ABOUT_THE_OTHERS`; empty where they are not.
        shared: folded headings that several of its files begin with.
        beside_banks: whether headings count through nearly all of its files, one of which calls itself a bank.
    """

    kind: str = ""
    shared: frozenset[str] = frozenset()
    beside_banks: bool = False


def places_of(files: Sequence[SourceFile]) -> dict[str, Place]:
    """Returns what a folder tells about its files, by their path: that they are one entry each, or stand beside banks.

    Files that tell of others that are one entry each, as a README does, are `ABOUT_THE_OTHERS`.
    """
    found, banks = _entries(files)
    about = ABOUT_THE_FOLDER | ABOUT_THE_PROJECT
    told = [file for file in files if _stem(file) in about and file.path not in found] if found else []
    return banks | found | {file.path: Place(ABOUT_THE_OTHERS) for file in told}


def _entries(files: Sequence[SourceFile]) -> tuple[dict[str, Place], dict[str, Place]]:
    """Returns the files that are one entry each, and those that stand beside banks."""
    texts = [file for file in files if file.suffix in MARKUP and _stem(file) not in ABOUT_THE_PROJECT]
    families = [(family, _titled(family)) for family in _families(texts)]
    looks = [look for _, titled in families for look in titled]
    # Where most files of all folders are one entry each, a folder of few needs less to be like them.
    needed = 0.5 if sum(look.is_one for look in looks) >= ALIKE * len(looks) else ALIKE
    common = _kind_of_all(looks)
    found: dict[str, Place] = {}
    banks: dict[str, Place] = {}
    for family, titled in families:
        if _are_counted(titled):
            banks |= {file.path: Place(beside_banks=True) for file in family}
        elif titled and sum(look.is_one for look in titled) >= needed * len(titled):
            begun = Counter(look.begins for look in titled if look.begins)
            shared = frozenset(words for words, count in begun.items() if count >= SHARED)
            found |= {file.path: Place(_kind(titled) or common or "question", shared) for file in family}
    return found | _left_over(texts, families, found, common), banks


def _are_counted(looks: Sequence[Look]) -> bool:
    """Says whether headings count through nearly all files of a folder, one of which calls itself a bank."""
    counted = [look for look in looks if look.is_counted]
    return len(counted) >= max(1, ALIKE * len(looks)) and any(look.is_bank for look in counted)


def _left_over(
    texts: Sequence[SourceFile],
    families: Sequence[tuple[Sequence[SourceFile], Sequence[Look]]],
    found: dict[str, Place],
    common: str,
) -> dict[str, Place]:
    """Returns files of folders too small to tell, beside folders whose files all are one entry each, and alike."""
    taken = {file.path for family, _ in families for file in family}
    beside = {_folder(file).parent for file in texts if file.path in found}
    others = {_folder(file).parent for file in texts if file.path in taken and file.path not in found}
    left = [
        file for file in texts
        if file.path not in taken and _stem(file) not in ABOUT_THE_FOLDER and _folder(file).parent in beside - others
    ]  # fmt: skip
    looks = {file.path: look for file in left if (look := _look(file)) is not None}
    return {path: Place(look.kind or common or "question") for path, look in looks.items() if look.is_one}


def _titled(family: Sequence[SourceFile]) -> list[Look]:
    """Returns how files of a family look that have a title; nothing where too few have one.

    One whose headings are mostly those of its neighbours is written after a template, so that they are its parts.
    What those ask that are described as questions in front matter is a part of each.
    """
    step = max(1, len(family) // SAMPLE)
    looks = [look for file in family[::step] if (look := _look(file)) is not None]
    own = sum(_stem(file) == _folder(file).name.casefold() for file in family)
    if own >= OWN_FOLDER * len(family):  # each has a folder, and its name
        looks = [replace(look, is_one=look.asks_little) for look in looks]
    titled = [look for look in looks if look.title]
    if len(looks) >= SMALLEST and len(titled) < ALIKE * len(looks):
        alone = sum(look.is_one for look in looks) >= ALIKE * len(looks)
        titled = looks if alone else []  # then each is called by the name of its file
    if len(looks) < SMALLEST or not titled:
        return []
    described = [look.described and not QUESTIONS_NAME.search(look.title) for look in titled]
    if sum(described) >= ALIKE * len(titled):
        return [replace(look, is_one=look.is_one or one) for look, one in zip(titled, described, strict=True)]
    used = Counter(heading for look in titled for heading in look.headings)
    parts = {heading for heading, count in used.items() if count >= max(SHARED, 0.5 * len(titled))}
    return [replace(look, is_one=look.is_one or _is_of_a_template(look, parts)) for look in titled]


def _is_of_a_template(look: Look, parts: set[str]) -> bool:
    if QUESTIONS_NAME.search(look.title):  # the same questions in several files are still questions
        return False
    known = len(look.headings & parts)
    if 2 * len(look.repeated & parts) >= known:  # each of several entries in the file has these parts
        return False
    return known >= LEAST_PARTS and (
        known >= OF_A_TEMPLATE * len(look.headings) or (look.asks_little and known >= SHARED_PARTS)
    )


def _kind(looks: Sequence[Look]) -> str:
    [(kind, count)] = Counter(look.kind for look in looks).most_common(1)
    return kind if kind and count >= 0.5 * len(looks) else ""


def _kind_of_all(looks: Sequence[Look]) -> str:
    """Returns the kind that files of all folders speak for where hardly any speaks for another."""
    told = Counter(look.kind for look in looks if look.kind)
    kind, count = told.most_common(1)[0] if told else ("", 0)
    return (
        kind
        if count >= LEAST_PARTS and count >= NO_OTHER * sum(told.values()) and count >= TOLD * len(looks)
        else ""
    )


def _families(files: Sequence[SourceFile]) -> list[list[SourceFile]]:
    """Returns files that belong together: those of a folder, and those of one name in neighbouring folders.

    What stands in a folder of few belongs to the files of the folders around it.
    """
    folders = [_folder(file).parts for file in files]
    top = next(
        (at for at, parts in enumerate(zip(*folders, strict=False)) if len(set(parts)) > 1),
        min(map(len, folders), default=0),
    )
    named = [file for file in files if _stem(file) in ABOUT_THE_FOLDER]
    others = [file for file in files if _stem(file) not in ABOUT_THE_FOLDER]
    below = [file for file in named if len(_folder(file).parts) > top]
    families = [
        group for group in _grouped(below, lambda file: (_folder(file).parent, _name(file))).values()
        if len(group) >= SMALLEST
    ]  # fmt: skip
    depth = max((len(_folder(file).parts) for file in others), default=0)
    for size in range(depth, top - 1, -1):
        groups = _grouped(others, lambda file: _folder(file).parts[:size])  # noqa: B023 - used at once
        large = [group for group in groups.values() if len(group) >= SMALLEST]
        families += large
        taken = {file.path for group in large for file in group}
        others = [file for file in others if file.path not in taken]
    return families


def _look(file: SourceFile) -> Look | None:
    try:
        data = file.data()
    except SourceError:
        return None
    if canonical.recognises(data):  # one entry by what it says, and of an archive all are
        return Look(_name(file), "", is_one=True)
    return look_at(file.path, data)
