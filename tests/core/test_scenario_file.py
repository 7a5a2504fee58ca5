"""Scenarios as files: what is written is what is told, and each mistake is named with its line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.conversations import MAX_BODY as LONGEST_TEXT
from core.domain import Behavior
from core.errors import BadScenario
from core.toml_lines import TomlLines
from core.training.library import load_scenario
from core.training.scenario import (
    Act,
    Captions,
    ContactSays,
    Doing,
    Person,
    ProviderAnswers,
    Scenario,
    Step,
    TexterDoes,
    TexterSays,
    TimePasses,
    TrainingCampaign,
)
from core.training.scenario_file import (
    MAX_BODY,
    MAX_BYTES,
    MAX_CAST,
    MAX_NAME,
    MAX_STEPS,
    MAX_WORDS,
    scenario_from,
)

DOCS = Path(__file__).parents[2] / "docs" / "scenarios.md"
FILE = Path("lesson.toml")

LESSON = '''\
title = "STOP"                     # line 1
about = "What STOP does."
shown_with = "type2"
opening = "Nobody has answered."

[organization]                     # line 6
name = "Riverside Votes"
opt_out_message = """
Bye, {firstName}.
[[step]]
"""
automatic_opt_out = true
forwards_after_block = true

[[campaign]]                       # line 15
name = "Spring"
first_message = "Hi {firstName}!"

[[cast]]                           # line 19
key = "maria"
name = "Maria Lopez Garcia"
number = "+14155550134"

[[cast]]                           # line 24
key = "dana"
name = "Dana Whitfield"
number = "+14155550142"
said = "Yes!"

[[step]]                           # line 30
contact_says = "STOP"
caption = { type1 = "Nothing is blocked.", type2 = "It is blocked." }

[[step]]                           # line 34
who = "dana"
texter_does = "opt out"
caption = """
Opted out,
  recorded."""

[[step]]                           # line 41
time_passes = "6 seconds"
caption = "Time passes."
'''


def mistakes(source: str) -> tuple[str, ...]:
    with pytest.raises(BadScenario) as caught:
        scenario_from(source, FILE)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def lesson(old: str, new: str) -> str:
    """The lesson with one thing in it changed."""
    assert LESSON.count(old) == 1, old
    return LESSON.replace(old, new)


def test_a_file_says_what_is_told() -> None:
    told = scenario_from(LESSON, Path("lessons/first-one.toml"))

    assert told == Scenario(
        name="first-one",
        title="STOP",
        about="What STOP does.",
        shown_with=Behavior.TYPE_2,
        opening=Captions("Nobody has answered.", "Nobody has answered."),
        campaigns=(TrainingCampaign("Spring", "Hi {firstName}!"),),
        cast=(
            Person("maria", "Maria", "Lopez Garcia", "+14155550134"),
            Person("dana", "Dana", "Whitfield", "+14155550142", "Yes!"),
        ),
        steps=(
            Step(
                ContactSays("STOP"),
                Captions("Nothing is blocked.", "It is blocked."),
                "maria",
                "Spring",
                30,
            ),
            Step(
                TexterDoes(Doing.OPT_OUT),
                Captions("Opted out, recorded.", "Opted out, recorded."),
                "dana",
                "Spring",
                34,
            ),
            Step(TimePasses(6), Captions("Time passes.", "Time passes."), "maria", "Spring", 41),
        ),
        organization="Riverside Votes",
        opt_out_message="Bye, {firstName}.\n[[step]]\n",
        automatic_opt_out=True,
        forwards_after_block=True,
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        # What is not there, or should not be
        ('title = "STOP"', 'titel = "STOP"', 1, "title is missing"),
        ('title = "STOP"', 'title = ""', 1, "title is empty"),
        ('title = "STOP"', "title = 7", 1, "title must be a text in quotes"),
        ('about = "What STOP does."\n', "", 1, 'about is missing. Write about = "…".'),
        ('key = "dana"', 'kye = "dana"', 25, "“kye” is not known here. Did you mean “key”?"),
        ('key = "dana"', "", 24, "key is missing"),
        ('said = "Yes!"', 'said = " "', 28, "Write something, or leave it out."),
        ('said = "Yes!"', 'title = "Yes!"', 28, "before the first line in brackets"),
        ('said = "Yes!"', 'zzz = "Yes!"', 28, "Known: key, name, number, said."),
        ('caption = "Time passes."', "", 41, "caption is missing"),
        ('caption = "Time passes."', 'caption = { type1 = "T." }', 43, "type2 is missing"),
        (
            'caption = "Time passes."',
            'caption = { type1 = "T.", type2 = "T.", tipe2 = "T." }',
            43,
            "“tipe2” is not known here. Did you mean “type2”?",
        ),
        ('"Maria Lopez Garcia"', '"Ma\\u0000ria"', 21, "a name cannot hold a NUL"),
        ('texter_does = "opt out"', 'texter_says = "Hi {firstName}!"', 36, "not filled in a reply"),
        ('texter_does = "opt out"', 'texter_does = "undo"', 36, "nothing was done before it"),
        # What is of the wrong kind
        ('"type2"\nop', '"type 2"\nop', 3, "is no provider type. Did you mean “type2”?"),
        ('"type2"\nop', '"first"\nop', 3, "Write “type1” or “type2”."),
        ("automatic_opt_out = true", 'automatic_opt_out = "yes"', 12, "true or false"),
        ("[organization] ", "organization = 3 #", 6, "beneath a line [organization]"),
        ("Bye, {firstName}.", "Bye, {firstname}.", 8, "“{firstname}” is no merge field"),
        ("Hi {firstName}!", "Hi {frist}!", 17, "“{frist}” is no merge field of a script"),
        ("Hi {firstName}!", "Hi {zip}!", 17, "“{zip}” is empty for “Maria Lopez Garcia”"),
        ('"+14155550142"', '"415 555 0142"', 27, 'write this number as "+14155550142"'),
        ('"+14155550142"', '"555 0142"', 27, "“555 0142”: This phone number"),
        ('"+14155550142"', '"+12025550117"', 27, "the number that a campaign texts from"),
        # What is there twice
        ('key = "dana"', 'key = "maria"', 25, "“maria” is the key of the contact on line 20, too"),
        ('"Dana Whitfield"', '"Maria Lopez Garcia"', 26, "on line 21, too. Give it another."),
        ('"+14155550142"', '"+14155550134"', 27, "on line 22, too"),
        # Steps
        ('who = "dana"', 'who = "dena"', 35, "“dena” is no key of the cast. Did you mean “dana”?"),
        ('who = "dana"', 'campaign = "Autumn"', 35, "“Autumn” is no campaign. Write “Spring”."),
        ('"opt out"', '"opt-out"', 36, "is no thing a texter does. Did you mean “opt out”?"),
        ('"opt out"', '"dance"', 36, "“opt out”, “undo”, “hide” or “wrong number”"),
        ('contact_says = "STOP"\n', "", 30, "nothing happens in this step"),
        ('"6 seconds"', '"6 seconds"\nprovider_answers = true', 42, "are in one step"),
        ('time_passes = "6 seconds"', "provider_answers = false", 42, "provider_answers = true"),
        ('"6 seconds"', '"0 seconds"', 42, "must be more than nothing and at most a year"),
        ('"6 seconds"', '"400 days"', 42, "at most a year"),
        ('"6 seconds"', '"-6 seconds"', 42, "“-6 seconds” is no time"),
        ('"6 seconds"', '"a while"', 42, 'Write a number and a unit: "6 seconds"'),
        ('"6 seconds"', "6", 42, "must be a text in quotes"),
        # What is too long or too much
        ('title = "STOP"', f'title = "{"S" * (MAX_NAME + 1)}"', 1, "81 characters; 80 fit"),
        ('"Time passes."', f'"{"T" * (MAX_WORDS + 1)}"', 43, "401 characters; 400 fit"),
        ('= "STOP"\nc', f'= "{"S" * (MAX_BODY + 1)}"\nc', 31, "1,601 characters; 1,600 fit"),
    ],
)
def test_a_mistake_is_named_with_the_file_its_line_and_what_to_do(
    old: str, new: str, line: int, words: str
) -> None:
    told = mistakes(lesson(old, new))

    assert [one for one in told if one.startswith(f"lesson.toml, line {line}: ") and words in one]


def test_every_mistake_of_a_file_is_told_in_the_order_of_its_lines() -> None:
    source = lesson('"opt out"', '"opt"').replace('shown_with = "type2"', "shown_with = 3")
    source = source.replace("+14155550142", "12").replace('caption = "Time passes."\n', "")

    told = mistakes(source)

    assert [int(re.findall(r"line (\d+)", one)[0]) for one in told] == [3, 27, 36, 41]


def test_as_many_as_fit_are_told_and_one_more_is_too_many() -> None:
    step = '\n[[step]]\ncontact_says = "Hi"\ncaption = "Hi."\n'
    full = LESSON + step * (MAX_STEPS - 3)

    assert len(scenario_from(full, FILE).steps) == MAX_STEPS
    (told,) = mistakes(full + step)
    line = full.count("\n") + 2
    assert told == f"lesson.toml, line {line}: 61 of [[step]] are too many; at most 60 fit."

    people = [
        f'\n[[cast]]\nkey = "c{one}"\nname = "C {one}"\nnumber = "+1415555{one:04}"\n'
        for one in range(MAX_CAST - 1)
    ]
    (told,) = mistakes(LESSON + "".join(people))
    assert "31 of [[cast]] are too many" in told


@pytest.mark.parametrize("table", ["campaign", "cast", "step"])
def test_a_scenario_needs_a_campaign_a_cast_and_steps(table: str) -> None:
    whole = rf"\n\n\[\[{table}\]\].*?(?=\n\n\[\[(?!{table})|\Z)"
    without = re.sub(whole, "", LESSON, flags=re.DOTALL)
    beneath = f"beneath a line [[{table}]]."

    assert [one for one in mistakes(without) if beneath in one and "line 1:" in one]
    assert [one for one in mistakes(f"{table} = 7\n{without}") if beneath in one]


def test_a_key_may_be_written_in_every_way_that_toml_has_and_keeps_its_line() -> None:
    source = lesson(
        '[[cast]]                           # line 24\nkey = "dana"',
        "  [[ 'cast' ]]  # [[cast]]\n\n# key = 'no'\n\"key\" = \"maria\" # key",
    ).replace('caption = "Time passes."', 'caption.type1 = "T."\ncaption.tipe2 = "T."')

    told = mistakes(source)

    assert "lesson.toml, line 27: “maria” is the key of the contact on line 20, too." in told[0]
    assert any("lesson.toml, line 46: “tipe2”" in one for one in told)


def test_lines_are_told_in_a_file_with_the_line_ends_of_windows() -> None:
    source = lesson('"opt out"', '"dance"').replace("\n", "\r\n")

    assert mistakes(source)[0].startswith("lesson.toml, line 36: “dance”")


def test_tables_written_as_values_have_the_lines_of_their_elements() -> None:
    lines = TomlLines('a = [\n  1, # [\n  { b = """]\n""", c = 2 },\n]\nd."e f".g = 1\n')

    assert lines.of("a", 0) == 2
    assert lines.of("a", 1, "b") == 3
    assert lines.of("a", 1, "c") == 4
    assert lines.of("d", "e f", "g") == 6
    assert lines.of("a", 5, "x") == 1
    assert lines.of("nowhere") == 0
    assert lines.named("d.e f.g") == 6


def test_what_is_no_toml_is_told_with_its_line() -> None:
    assert mistakes('title = "A"\nabout = STOP\n') == (
        "lesson.toml, line 2: this is not valid TOML (Invalid value).",
    )
    assert mistakes('title = "A"\nabout = """')[0].startswith("lesson.toml, at its end: ")
    assert mistakes("a = " + "9" * 5_000) == (
        "lesson.toml: a number in it is too long to be read.",
    )
    assert mistakes("a = " + "[" * 90_000)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes('title = "A"\nabout = "Arrêt"\n'.encode("latin-1"))
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"#" * (MAX_BYTES + 1))

    for path, words in [
        (tmp_path / "none.toml", "none.toml cannot be read (No such file or directory)."),
        (tmp_path, "cannot be read"),
        (Path("a\0b"), "cannot be read"),
        (latin, "latin.toml, line 2: this is not UTF-8."),
        (huge, "it has more than 1,000,000 bytes"),
    ]:
        with pytest.raises(BadScenario) as caught:
            load_scenario(path)
        assert words in str(caught.value)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lesson.toml"
    path.write_text(LESSON, "utf-8-sig")

    assert load_scenario(path) == scenario_from(LESSON, path)


def test_a_text_fits_where_the_messenger_could_send_it() -> None:
    assert MAX_BODY == LONGEST_TEXT


def test_the_example_of_the_documentation_is_a_scenario() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)

    told = scenario_from(example, Path("my-lesson.toml"))

    assert {type(step.act) for step in told.steps} == set(Act.__args__)


def test_every_limit_is_documented() -> None:
    page = DOCS.read_text("utf-8")

    for limit in (MAX_STEPS, MAX_CAST, MAX_NAME, MAX_WORDS, MAX_BODY):
        assert f" {limit:,} " in page


# --- Whatever is written ---------------------------------------------------------------------

ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
FILLED = ANY.filter(lambda text: bool(text.strip()))
BODY = FILLED.filter(lambda text: "{" not in text)
PROSE = FILLED.map(lambda text: re.sub(r"[ \t]*\n[ \t\n]*", " ", text.strip()))
WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
CAPTIONS = st.builds(Captions, PROSE, PROSE)
ACTS = st.one_of(
    st.builds(ContactSays, FILLED),
    st.builds(TexterSays, BODY),
    st.builds(TexterDoes, st.sampled_from(Doing)),
    st.just(ProviderAnswers()),
    st.builds(TimePasses, st.integers(1, 86_400 * 366).map(float)),
)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any scenario that may be told, whatever its people write."""
    keys = draw(st.lists(FILLED, min_size=1, max_size=4, unique=True))
    names = draw(st.lists(WORD, min_size=len(keys), max_size=len(keys), unique=True))
    campaigns = draw(st.lists(FILLED, min_size=1, max_size=3, unique=True))
    cast = tuple(
        Person(key, name, draw(WORD), f"+1415555{place:04}", draw(st.just("") | FILLED))
        for place, (key, name) in enumerate(zip(keys, names, strict=True))
    )
    acts = draw(st.lists(ACTS, min_size=1, max_size=4))
    if TexterDoes(Doing.UNDO) in acts:
        acts = [TexterDoes(Doing.HIDE) for _ in acts] + acts  # Something to take back.
    return Scenario(
        name="lesson",
        title=draw(PROSE),
        about=draw(PROSE),
        shown_with=draw(st.sampled_from(Behavior)),
        campaigns=tuple(TrainingCampaign(one, draw(BODY)) for one in campaigns),
        cast=cast,
        steps=tuple(
            Step(
                act,
                draw(CAPTIONS),
                draw(st.sampled_from(keys)),
                draw(st.sampled_from(campaigns)),
                0,
            )
            for act in acts
        ),
        opening=draw(CAPTIONS),
        organization=draw(FILLED),
        opt_out_message=draw(BODY),
        automatic_opt_out=draw(st.booleans()),
        forwards_after_block=draw(st.booleans()),
    )


def written(value: object) -> str:
    """A value as TOML; JSON's escapes are TOML's, but for the pairs of halves and DEL."""
    match value:
        case dict():
            return "{ " + ", ".join(f"{key} = {written(one)}" for key, one in value.items()) + " }"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)


def act_of(act: Act) -> tuple[str, object]:
    match act:
        case ContactSays(body):
            return "contact_says", body
        case TexterSays(body):
            return "texter_says", body
        case TexterDoes(doing):
            return "texter_does", doing.value
        case TimePasses(seconds):
            return "time_passes", f"{seconds:.0f} seconds"
        case ProviderAnswers():
            return "provider_answers", True


def captions_of(captions: Captions) -> object:
    both = {"type1": captions.type_1, "type2": captions.type_2}
    return captions.type_1 if captions.type_1 == captions.type_2 else both


def as_toml(scenario: Scenario) -> str:
    """A scenario as somebody would write it down."""
    tables: list[tuple[str, dict[str, object]]] = [
        (
            "",
            {
                "title": scenario.title,
                "about": scenario.about,
                "shown_with": scenario.shown_with.value,
                "opening": captions_of(scenario.opening),
            },
        ),
        (
            "[organization]",
            {
                "name": scenario.organization,
                "opt_out_message": scenario.opt_out_message,
                "automatic_opt_out": scenario.automatic_opt_out,
                "forwards_after_block": scenario.forwards_after_block,
            },
        ),
    ]
    for one in scenario.campaigns:
        tables.append(("[[campaign]]", {"name": one.name, "first_message": one.first_message}))
    for person in scenario.cast:
        table: dict[str, object] = {
            "key": person.key,
            "name": person.name,
            "number": person.number,
        }
        tables.append(("[[cast]]", table | ({"said": person.said} if person.said else {})))
    for step in scenario.steps:
        key, value = act_of(step.act)
        about = {"who": step.who, "campaign": step.campaign}
        tables.append(("[[step]]", {key: value, **about, "caption": captions_of(step.captions)}))
    return "\n".join(
        "\n".join([header, *(f"{key} = {written(one)}" for key, one in table.items())])
        for header, table in tables
    )


@settings(max_examples=60)
@given(scenarios())
def test_what_is_written_down_is_read_back_as_it_was(scenario: Scenario) -> None:
    source = as_toml(scenario)

    told = scenario_from(source, FILE)

    lines = source.split("\n")
    assert [lines[step.line - 1] for step in told.steps] == ["[[step]]"] * len(told.steps)
    unplaced = tuple(
        Step(step.act, step.captions, step.who, step.campaign, 0) for step in told.steps
    )
    assert {**fields(told), "steps": unplaced} == fields(scenario)


def fields(scenario: Scenario) -> dict[str, object]:
    return {name: getattr(scenario, name) for name in Scenario.__dataclass_fields__}


VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats() | ANY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=3),
    max_leaves=6,
)
PIECES = st.sampled_from(
    [*LESSON.splitlines(), "[[step]]", "[cast]", '"""', "'''", "[", "]]", "{", "}", "=", "\\", "#"]
)


@settings(max_examples=150)
@given(st.lists(PIECES | ANY, max_size=12).map("\n".join) | ANY)
def test_whatever_a_file_holds_it_is_a_scenario_or_told_as_bad(source: str) -> None:
    TomlLines(source)
    try:
        told = scenario_from(source, FILE).name
    except BadScenario as error:
        told = min(error.problems)
    assert told.startswith("lesson")


def any_value(value: object) -> str:
    match value:
        case list():
            return "[" + ", ".join(map(any_value, value)) + "]"
        case dict():
            return (
                "{"
                + ", ".join(f"{json.dumps(key)} = {any_value(one)}" for key, one in value.items())
                + "}"
            )
        case float():
            return repr(value)
    return written(value)


KEYS = st.sampled_from(
    [
        *("title", "about", "shown_with", "opening", "organization", "campaign", "cast", "step"),
        *("who", "key", "name", "number", "said", "caption", "contact_says", "texter_does"),
        *("time_passes", "provider_answers", "first_message"),
    ]
)
TABLES = st.sampled_from(["step", "cast", "campaign"])


@settings(max_examples=100)
@given(st.dictionaries(KEYS, VALUES, max_size=6), st.dictionaries(KEYS, VALUES, max_size=6), TABLES)
def test_values_of_any_kind_in_any_place_are_told_with_a_line(
    top: dict[str, object], inner: dict[str, object], table: str
) -> None:
    top.pop(table, None)
    source = "\n".join(
        [
            *(f"{key} = {any_value(one)}" for key, one in top.items()),
            f"[[{table}]]",
            *(f"{key} = {any_value(one)}" for key, one in inner.items()),
        ]
    )

    told = mistakes(source)

    lines = [int(re.findall(r"lesson.toml, line (\d+): ", one)[0]) for one in told]
    assert lines == sorted(lines)
    assert all(1 <= line <= source.count("\n") + 1 for line in lines)
