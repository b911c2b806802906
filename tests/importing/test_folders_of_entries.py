"""Files that are one entry each, in the shapes found in the wild: what names them, what their parts are, and their kind."""

import pytest

pytestmark = pytest.mark.django_db

THINGS = ("kettle", "teapot", "cup", "spoon", "saucer")


@pytest.fixture
def entries(run, folder):
    """Writes files by their name, reads them, and returns the entries found."""

    def read(files: dict[str, str]) -> list[dict]:
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        _, report, _ = run(folder, dry_run=True)
        return [entry for source in report["sources"] for entry in source["entries"]]

    return read


def titles(found: list[dict]) -> list[str]:
    return sorted(entry["title"] for entry in found)


def test_a_heading_that_counts_questions_leaves_the_title_to_the_question_below(entries):
    found = entries({
        f"tableware/Question{at}.md": f"# Question {at} - Tableware\n\n## How is a {thing} washed?\n\nWith water and a {thing} brush.\n"
        for at, thing in enumerate(THINGS, start=1)
    })  # fmt: skip
    assert titles(found) == sorted(f"How is a {thing} washed?" for thing in THINGS)
    assert {entry["action"] for entry in found} == {"create"}
    assert {entry["kind"] for entry in found} == {"question"}


def test_a_heading_that_files_of_a_folder_share_names_none_of_them(entries):
    found = entries({
        f"{thing}.md": f"# Tableware\n\n## Washing a {thing}\n\nIt is washed by hand. {thing.title()}s are fragile.\n\n## More\n\nOf it.\n"
        for thing in THINGS
    })  # fmt: skip
    assert titles(found) == sorted(f"Washing a {thing}" for thing in THINGS)


def test_files_that_share_their_heading_and_have_no_other_are_called_by_their_names(entries):
    found = entries({f"{thing}.md": f"# Notes\n\nA {thing} is washed by hand.\n" for thing in THINGS})
    assert titles(found) == sorted(thing.title() for thing in THINGS)


def test_a_file_of_one_question_and_one_answer_is_one_entry_with_all_parts_of_the_answer(entries):
    found = entries({
        f"00{at}-{thing}.md": (
            f"### Question  \nWhat is a {thing} and why is it warm?\n\n---\n\n### Answer\n\n---\n\n### 1. What is a {thing}?\n\n"
            f"- A vessel.\n\n```sh\nboil {thing}\n```\n\n---\n\n### 2. Why is a {thing} warm?\n\nIt is heated.\n\n### 3. Summary\n\nIt is warm.\n"
        )
        for at, thing in enumerate(THINGS)
    })  # fmt: skip
    assert titles(found) == sorted(f"What is a {thing} and why is it warm?" for thing in THINGS)
    assert all("boil" in str(entry["sections"]) for entry in found)


def test_one_file_of_a_question_and_an_answer_needs_no_neighbours(entries):
    found = entries(
        {
            "it.md": "## Question\n\nWhy is tea hot?\n\n## Answer\n\nIt was boiled.\n\n## How long?\n\nMinutes.\n"
        }
    )
    assert titles(found) == ["Why is tea hot?"]


def test_a_title_row_above_the_front_matter_is_the_title(entries):
    found = entries({
        f"{thing}.md": (
            f"% The `{thing}` of a host\n---\ntype: pattern\ntags: [tea]\n---\n\n# What problem is solved?\n\nThirst.\n\n"
            f"# What does a {thing} look like?\n\nRound.\n\n# What is the downside?\n\nIt breaks.\n"
        )
        for thing in THINGS
    })  # fmt: skip
    assert titles(found) == sorted(f"The {thing} of a host" for thing in THINGS)


def test_what_only_looks_like_a_title_row_stays_text(entries):
    assert (
        entries({"it.md": "% a comment\nof several rows\n\n## What is a cup?\n\nA vessel.\n"})[0]["title"]
        == "What is a cup?"
    )


def test_headings_that_neighbours_share_are_parts_of_a_design_whatever_they_list(entries):
    listed = "".join(
        f"* **How is part {number} scaled?** By adding more of them.\n" for number in range(1, 5)
    )
    found = entries({
        f"solutions/system_design/{thing}/README.md": (
            f"# Design the {thing}\n\n## Step 1: Outline use cases\n\n{listed}\n## Step 2: Draw it\n\n```\nclient -> {thing}\n```\n\n"
            f"## The {thing} itself\n\nOne a guest.\n\n## Step 3: Scale it\n\n{listed}"
        )
        for thing in THINGS
    })  # fmt: skip
    assert titles(found) == sorted(f"Design the {thing}" for thing in THINGS)
    assert {entry["kind"] for entry in found} == {"design"}


def test_files_without_a_heading_are_named_by_the_only_words_of_their_front_matter(entries):
    found = entries({
        f"errors/{2300 + at}.md": f"---\noriginal: \"Cannot find the {thing} '{{0}}'.\"\n---\n\nThere is no {thing} of that name.\n"
        for at, thing in enumerate(THINGS)
    } | {"errors/2390.md": "---\noriginal: broken\n---\n\nIt is broken beyond repair.\n"})  # fmt: skip
    assert titles(found) == ["2390", *sorted(f"Cannot find the {thing} '{{0}}'." for thing in THINGS)]
    assert {entry["kind"] for entry in found} == {"debug"}


def test_a_short_note_without_a_title_belongs_to_the_few_of_its_folder(entries):
    found = entries({
        "tea/brew.md": "# Brewing\n\nPour water.\n", "tea/steep.md": "# Steeping\n\nWait.\n",
        "tea/serve-it-hot.md": "Pour.\n\n```sh\npour\n```\n", "tea/wash.md": "# Washing\n\nRinse.\n",
    })  # fmt: skip
    assert titles(found) == ["Brewing", "Serve it hot", "Steeping", "Washing"]


def test_codes_that_say_themselves_that_something_failed_are_a_catalogue_beside_prose(entries):
    codes = (
        "TEA_ERR_COLD",
        "TEA_ERR_EMPTY",
        "TEA_ERR_LID",
        "TEA_ERR_CUP_GONE",
        "TEA_ERR_SPILT",
        "TEA_ERR_LATE",
    )
    listed = "".join(f'#### {code}\n<a id="{code}"></a>\n\nThe guest is not served.\n\n' for code in codes)
    found = entries({
        "Errors.md": f"## Errors\n\n### When tea fails\n\n#### Spilt tea\n\nDry it.\n\n#### Cold guests\n\nWarm them.\n\n### Codes\n\n{listed}"
    })  # fmt: skip
    assert titles(found) == sorted(codes)
    assert {entry["kind"] for entry in found} == {"debug"}


def test_a_book_of_articles_in_one_file_is_an_article_a_top_heading(entries):
    told = (
        "It keeps requests apart and spreads them evenly over many servers, each of which answers a part. "
        * 5
    )
    parts = ("Load Balancing", "Caching", "Clustering", "Proxy", "Sharding", "Storage", "Queues", "Indexes")
    text = "".join(f"# {part}\n\n{told}\n\n## Types\n\n{told}\n\n## Why use it?\n\nTo scale.\n\n### Static\n\nFixed.\n\n## Examples\n\nMany.\n\n## Advantages\n\nSpeed.\n\n## Limits\n\nCost.\n\n" for part in parts)  # fmt: skip
    found = entries(
        {
            "README.md": f"# System design\n\nA course.\n\n# Table of contents\n\n- [Caching](#caching)\n\n{text}"
        }
    )
    assert titles(found) == sorted(parts)
    assert {entry["kind"] for entry in found} == {"design"}


def test_a_catalogue_of_errors_stays_one_among_files_that_are_an_entry_each(entries):
    found = entries({
        **{f"{thing}.md": f"# The {thing}\n\nHow a {thing} is used.\n\n```py\n{thing}()\n```\n" for thing in THINGS},
        "errors.md": "## lid_missing\n\n> The %thing% has no lid\n\nPut one on.\n\n## spout_blocked\n\n> The spout is blocked\n",
        "style.md": "## too_hot\n\n> %thing% is too hot to touch\n",
    })  # fmt: skip
    assert titles([one for one in found if one["kind"] == "debug"]) == [
        "lid_missing",
        "spout_blocked",
        "too_hot",
    ]
    assert len(found) == len(THINGS) + 3


# --- A folder an entry -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("before", "after"), ("vulnerable", "fixed"), ("problem", "solution"), ("incorrect", "correct"), ("noncompliant", "compliant"), ("app_buggy", "app_fixed")],
)  # fmt: skip
def test_two_files_whose_names_are_a_pair_are_one_entry(entries, wrong, right):
    found = entries(
        {f"{thing}/{part}.py": f"{thing} = '{part}'\n" for thing in THINGS for part in (wrong, right)}
    )
    assert titles(found) == sorted(thing.title() for thing in THINGS)
    assert all(part in str(found[0]["sections"]) for part in (wrong, right))


def test_code_of_several_languages_below_a_text_belongs_to_it(entries):
    files = {f"{thing}/README.md": f"# The {thing}\n\nHot.\n" for thing in THINGS}
    files |= {f"{thing}/{language}/{part}.{ending}": f"{part}_{language}\n"
              for thing in THINGS for language, ending in (("python", "py"), ("go", "go")) for part in ("bad", "good")}  # fmt: skip
    found = entries(files)
    assert titles(found) == sorted(f"The {thing}" for thing in THINGS)
    assert all(code in str(found[0]["sections"]) for code in ("bad_python", "good_go"))


def test_a_text_that_asks_beside_one_that_answers_is_one_question(entries):
    files = {f"{thing}/question.md": f"Why is a {thing} warm?\n" for thing in THINGS}
    found = entries(files | {f"{thing}/answer.md": f"Tea.\n\n```sh\npour {thing}\n```\n" for thing in THINGS})
    assert titles(found) == sorted(f"Why is a {thing} warm?" for thing in THINGS)
    assert {entry["kind"] for entry in found} == {"question"}
    assert all("pour" in str(entry["sections"]) for entry in found)


def test_files_without_titles_among_titled_ones_are_called_by_their_names(entries):
    silent = {
        f"how_{thing}_works.md": f"A {thing} holds tea.\n\n### Parts of a {thing}\n\nA lid.\n"
        for thing in THINGS
    }
    found = entries(silent | {"default.md": "# The default\n\nA mug.\n\n## Use\n\nIt is there.\n"})
    assert titles(found) == sorted([*(f"How {thing} works" for thing in THINGS), "The default"])


def test_articles_beside_one_another_stay_articles_whatever_their_last_part_lists(entries):
    told = "A paragraph that tells what the part is about, in a few sentences. It goes on.\n\n" * 3
    checked = "".join(f"- [ ] Part {number} is clean\n" for number in range(8))
    table = "| to check | yes |\n|---|---|\n" + "".join(f"| Is part {at} clean? | |\n" for at in range(8))
    stages = "".join(
        f"## The {word} of it\n\n" + "".join(f"### {one} {word} it\n\n{told}" for one in ("When to", "Ways we", "Tools that", "Teams that"))
        for word in ("wash", "warm", "store")
    )  # fmt: skip
    ends = [f"## Checklist\n\n{checked}", f"## Checklist\n\n{checked}\n{table}", stages, stages]
    parts = "".join(
        f"## {name}\n\n{told}" for name in ("In short", "Principles", "Signs of wear", "Other guides")
    )
    found = entries({
        f"guides/use-of-{name}/{name}.md": f"# The {name} guide\n\n{parts}\n## A {name} at work\n\n```sh\nuse {name}\n```\n\n{ends[at % 4]}"
        for at, name in enumerate([*THINGS, "tray", "tin", "jug"])
    })  # fmt: skip
    assert len(found) == 8
    assert all(title.endswith(" guide") for title in titles(found))
    assert all("use " in str(entry["sections"]) for entry in found)


def test_a_file_called_as_its_folder_is_one_entry_whatever_it_lists(entries):
    asked = "\n".join(f"- [ ] Is it {word}?" for word in ("warm", "full", "clean", "ours"))
    found = entries(
        {
            f"guides/{thing}/{thing}.md": f"# The {thing}\n\n## Before\n\n{asked}\n\n## After\n\nWash it.\n"
            for thing in THINGS
        }
    )
    assert titles(found) == sorted(f"The {thing}" for thing in THINGS)


def test_a_list_of_questions_called_as_its_folder_stays_one(entries):
    asked = ("What is {}?", "Why is {} warm?", "How is {} washed?", "Which {} is yours?")
    found = entries({
        f"banks/{thing}/{thing}.md": f"# {thing}\n\n" + "".join(f"## {one.format(thing)}\n\nA guest asks.\n\n" for one in asked)
        for thing in THINGS
    })  # fmt: skip
    assert titles(found) == sorted(one.format(thing) for one in asked for thing in THINGS)


def test_a_file_that_only_asks_on_its_first_line_is_called_by_it(entries):
    found = entries(
        {f"cards/{thing}.md": f"Why is a {thing} warm?\n?\nTea.\n\n```sh\npour\n```\n" for thing in THINGS}
    )
    assert titles(found) == sorted(f"Why is a {thing} warm?" for thing in THINGS)
    assert not any(text.startswith("?") for entry in found for text in entry["sections"].values())


def test_a_folder_of_few_files_is_read_as_the_folders_beside_it_are(entries):
    files = {
        f"kitchen/{thing}.md": f"# The {thing}\n\nA {thing} is washed.\n\n## Material\n\nClay.\n"
        for thing in THINGS
    }
    found = entries(files | {
        "garden/rake.md": "# The rake\n\nIt has teeth.\n\n```\nrake()\n```\n",
        "garden/hose.md": "## The hose\n\nIt leads water.\n\n## What it is made of\n\nOf rubber.\n",
    })  # fmt: skip
    assert titles(found) == sorted([*(f"The {thing}" for thing in THINGS), "Hose", "The rake"])


def test_a_list_of_questions_in_a_folder_of_its_own_stays_one_beside_folders_of_entries(entries):
    files = {f"kitchen/{thing}.md": f"# The {thing}\n\nA {thing} is washed.\n" for thing in THINGS}
    asked = "".join(f"## Why is the rake number {at} long?\n\nSo it reaches far.\n\n" for at in range(6))
    assert len(entries(files | {"garden/asked.md": f"# Asked\n\n{asked}"})) == len(THINGS) + 6


def test_a_page_that_only_leads_to_its_neighbours_is_none_whatever_it_is_called(entries):
    links = "\n".join(f"- [{thing.title()}]({thing}.md)" for thing in THINGS)
    found = entries(
        {f"{thing}.md": f"# {thing.title()}\n\nIt is washed by hand.\n" for thing in THINGS}
        | {"00-start.md": f"# The first page\n\nAll that stands on a table.\n\n## Hot\n\n{links}\n"}
    )
    assert titles(found) == sorted(thing.title() for thing in THINGS)


def test_the_names_of_fields_before_a_text_are_read_in_capitals_too(entries):
    found = entries({
        f"{at}.md": f"---\nTitle: {thing.title()}\nDescription: Washes what is dirty by hand.\n---\n\n```sh\nwash {thing}\n```\n"
        for at, thing in enumerate(THINGS)
    })  # fmt: skip
    assert titles(found) == sorted(thing.title() for thing in THINGS)


def test_code_within_lists_is_counted(entries):
    [entry] = entries(
        {"one.md": "# How is a cup dried?\n\n- With a towel:\n    ```sh\n    dry cup\n    ```\n"}
    )
    assert entry["code_blocks"] == 1


def test_what_a_file_asks_within_is_a_part_where_its_front_matter_describes_a_question(entries):
    def text(thing: str) -> str:
        asked = "".join(
            f"## Question {n}: What is part {n} of a {thing}?\n\nIt is so.\n\n" for n in range(1, 5)
        )
        return f"---\ntitle: The purpose of a {thing}\ndifficulty: medium\n---\n\n{asked}"

    found = entries({f"{thing}.md": text(thing) for thing in THINGS})
    assert titles(found) == sorted(f"The purpose of a {thing}" for thing in THINGS)


def test_notes_beside_a_text_and_its_code_belong_to_the_same_entry(entries):
    found = entries({
        f"make-a-{thing}/{name}": text
        for thing in THINGS
        for name, text in {
            "README.md": f"\u200b<h2><a href='https://example.com'>Make a {thing.title()}</a></h2> <hr><p>Do it.</p>\n",
            "NOTES.md": "It takes time.\n",
            "make.py": "make()\n",
        }.items()
    })  # fmt: skip
    assert titles(found) == sorted(f"Make a {thing.title()}" for thing in THINGS)
    assert all("It takes time." in str(entry["sections"]) for entry in found)


def test_what_is_asked_below_question_names_a_file_though_its_answer_has_no_name(entries):
    asked = {
        "kettle": "How do you fill it",
        "teapot": "Why is it round?",
        "cup": "Explain the handle.",
        "spoon": "What does it stir?",
    }
    found = entries(
        {
            f"{name}.md": f"### Question\n{one}\n\n{'### Answer' if at else f'### 1. The {name}'}\n\nIt tells of {name}.\n\n### 2. More\n\nOf the {name}.\n"
            for at, (name, one) in enumerate(asked.items())
        }
    )
    assert titles(found) == sorted(asked.values())


def test_what_is_counted_in_a_folder_is_asked_where_one_of_its_files_says_so(entries):
    parts = ("Glaze", "Clay", "Kilns")
    files = {
        f"{thing}.md": f"# Tableware: {thing}\n\n"
        + "".join(f"## {at}. {part} of a {thing}\n\nIt is fragile.\n\n" for at, part in enumerate(parts, 1))
        for thing in THINGS
    }
    assert titles(entries(files)) == [f"Tableware: {thing}" for thing in sorted(THINGS)]
    files["cup.md"] = files["cup.md"].replace("Tableware: cup", "Tableware: questions about cups")
    assert titles(entries(files)) == sorted(f"{part} of a {thing}" for thing in THINGS for part in parts)


def test_a_file_named_by_what_it_asks_is_no_list_of_challenges(entries):
    steps = "1. Fill it:\n ```\n water\n ```\n2. Create a flame:\n ```\n fire\n ```\n3. Build a shelter:\n ```\n wood\n ```\n"
    files = {f"how-is-a-{thing}-washed.md": "By hand, with water.\n" for thing in THINGS}
    files["how-is-a-pan-heated-and-what-are-the-challenges.md"] = f"It takes time.\n\n{steps}\nThen wait.\n"
    assert len(entries(files)) == len(files)


def test_files_whose_heading_is_their_own_id_are_titled_by_what_they_ask(entries):
    told = "\n\nSee the [case](https://example.com/case).\n\nThe {} broke. What is done first?\n\nA. Glue it.\n\nB. Weep.\n\n## Feedback\n\nA is right.\n"
    found = entries({
        f"tea-exam-{at}.md": f"# tea-exam-{at}" + told.format(thing) for at, thing in enumerate(THINGS)
    })  # fmt: skip
    assert titles(found) == sorted(f"The {thing} broke. What is done first?" for thing in THINGS)


def test_first_pages_without_a_title_are_called_by_their_folders(entries):
    found = entries({f"{thing}/README.md": f"Wash the {thing} by hand.\n" for thing in THINGS})
    assert titles(found) == sorted(thing.title() for thing in THINGS)


def test_front_matter_may_be_toml(entries):
    told = '+++\ntitle = "How is a {0} washed?"\nweight = 3\naliases = ["/wash/{0}/"]\n[taxonomies]\ntags = ["care"]\n+++\n\nBy hand.\n'
    found = entries({f"{thing}.md": told.format(thing) for thing in THINGS})
    assert titles(found) == sorted(f"How is a {thing} washed?" for thing in THINGS)
