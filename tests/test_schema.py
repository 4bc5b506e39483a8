from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

import schema_documents
from renew_schema import FILE
from zoneplan import Plan, plan_schema, schema
from zoneplan.errors import DocumentError
from zoneplan.files import parse_plan
from zoneplan.formats import json as json_format
from zoneplan.formats import yaml
from zoneplan.schema.generation import generated
from zoneplan.strategies import plans
from zoneplan.vocabulary import KEYS

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").rglob("plan.yaml"))
PAGE = ROOT / "docs" / "how-to" / "check-plan-files-in-your-editor.md"

# What the reader refuses and no schema can say, as the page for editors lists it, in its order: what the
# list calls it, the reader's sentences that tell of it, and a document that shows it.
START = "id: p\nname: 规划\n"
BEYOND: tuple[tuple[str, str, str], ...] = (
    (
        "whether a text is an amount",
        "expected an amount, got|expected a place in an order, got '",
        "observations: [{metric: m, period: 2022, figure: 很多}]",
    ),
    (
        "whether a unit, a currency or a price basis is known",
        "unknown unit|unknown price basis",
        "metrics: [{id: m, name: 甲, unit: 亿盾, kind: flow}]",
    ),
    (
        "whether a figure is of the sort that is asked for",
        (
            "expected (a change in percentage points|a multiple|a place in an order|a price index"
            "|a yearly rate in %|one currency per another|a share from .*|an amount of money|a currency), got"
            "|mixes shares and levels"
        ),
        "targets: [{metric: m, by: 2025, point_change: 2%}]",
    ),
    (
        "which keys and values need or forbid each other",
        (
            "has no period$|needs (either start|its parts)|is a weighted mean without|is a share in, but"
            "|expected a weight other than 0|do not enter growth by the level method"
        ),
        "metrics: [{id: m, name: 甲, unit: 亿元, kind: stock, over_time: sum}]",
    ),
    (
        "whether the ends of a period or interval are in order, and whether there is such a day",
        "expected a (day|period|deadline), got|no number lies in",
        "programs: [{id: a, name: 甲, done: 2023-06-31}]",
    ),
    (
        "whether two items of a list stand in each other's way",
        "listed twice|overlap",
        "projects: [{id: a, name: 甲, investment: {by_source: [{name: 自筹}, {name: 自筹}]}}]",
    ),
    (
        "whether a whole number is written without a point",
        "expected a whole number",
        "declared_programs: 4.0",
    ),
)


@cache
def validator() -> jsonschema.Draft202012Validator:
    """Give an independent reader of the schema."""
    return jsonschema.Draft202012Validator(plan_schema())


def faults_of(document: object) -> list[str]:
    """Give what the schema finds wrong, each with its place."""
    return [f"{list(error.path)}: {error.message}" for error in validator().iter_errors(document)]


def refusals(document: Any) -> list[str]:
    """Give the sentences with which the reader refuses a document; none when it takes it."""
    try:
        Plan.from_dict(document)
    except DocumentError as error:
        return [problem.message for problem in error.problems]
    return []


def is_beyond(sentence: str) -> bool:
    """Say whether a sentence tells of what no schema can say."""
    return any(re.search(pattern, sentence) for _, pattern, _ in BEYOND)


# -- the file -----------------------------------------------------------------------------------


def test_the_file_is_what_is_generated_now() -> None:
    """The shipped schema says what the reader's tables say; `python tests/renew_schema.py` renews it."""
    assert json_format.dump(generated()) == FILE.read_text(encoding="utf-8")


def test_the_schema_is_one() -> None:
    """It is a schema of the draft that it names, and every reference in it leads somewhere."""
    found = plan_schema()
    jsonschema.Draft202012Validator.check_schema(found)
    for path in re.findall(r'"\$ref": "#/([^"]+)"', schema.schema_text()):
        part: Any = found
        for step in path.split("/"):
            part = part[step]
        assert isinstance(part, dict)


def test_each_call_gives_the_schema_anew() -> None:
    """Whoever changes what they got changes nobody else's."""
    plan_schema()["$defs"].clear()
    assert generated() == plan_schema()


def test_every_key_is_there_in_both_languages_with_a_title() -> None:
    """Each key of the reader's vocabulary can be completed, and says in Chinese what it is."""
    named: set[str] = set()
    for definition in plan_schema()["$defs"].values():
        for key, value in definition.get("properties", {}).items():
            named.add(key)
            assert value is False or "$ref" in value or re.search("[一-龥]", value["title"]), key
    assert set() == {word for pair in KEYS.items() for word in pair} - named - {"各占比", "各年"}


# -- what it accepts ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_example_is_accepted(path: Path) -> None:
    """The schema finds nothing wrong with the examples."""
    data = schema_documents.bare(yaml.load(path.read_text(encoding="utf-8"), path.name))
    assert [] == faults_of(data)


@given(plans())
@settings(max_examples=30)
def test_every_plan_as_it_is_written_is_accepted(plan: Plan) -> None:
    """Whatever a plan holds, its document is accepted."""
    assert [] == faults_of(plan.to_dict())


@pytest.mark.parametrize("name", schema_documents.DOCUMENTS)
def test_the_documents_with_every_key_are_accepted(name: str) -> None:
    """The documents that faults are planted in have none of their own, by the reader and by the schema."""
    for document in schema_documents.documents(name):
        assert ([], []) == (refusals(document), faults_of(document))


def test_the_documents_use_every_key() -> None:
    """No key of plan documents is left untried."""
    used = {
        key
        for name in schema_documents.DOCUMENTS
        for document in schema_documents.documents(name)
        for key in schema_documents.keys_used(document)
    }
    assert set() == set(KEYS.values()) - used


# -- what it refuses ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", schema_documents.DOCUMENTS)
def test_the_schema_refuses_what_the_reader_refuses_for_its_shape(name: str) -> None:
    """With one thing changed anywhere, the two agree: but for what no schema can say, both ways."""
    wrongly_refused, wrongly_accepted = [], []
    for document in schema_documents.documents(name):
        for change, changed in schema_documents.faults(document):
            refused, is_accepted = refusals(changed), validator().is_valid(changed)
            if not refused and not is_accepted:
                wrongly_refused.append(change)
            if is_accepted and not all(map(is_beyond, refused)):
                wrongly_accepted.append((change, refused))
    assert ([], []) == (wrongly_refused, wrongly_accepted)


@pytest.mark.parametrize("identifier", ["x" * 100, "x" * 101, "a b", "a\u3000b", "a\u200bb", "a\n", "甲-1_"])
def test_ids_are_those_of_the_reader(identifier: str) -> None:
    """An id of 100 characters is one, a longer one is none, nor is one with a blank or a hidden character."""
    document = {"id": identifier, "name": "规划"}
    assert bool(refusals(document)) == bool(faults_of(document))


def test_the_schema_key_stands_at_the_top_only() -> None:
    """`$schema` is a text at the top of a document, left unread; anywhere else it is an unknown key."""
    named = {"$schema": "plan.schema.json", "id": "p", "name": "规划"}
    assert ([], []) == (refusals(named), faults_of(named))
    assert "$schema" not in Plan.from_dict(named).to_dict()
    wrong = {**named, "$schema": 5}
    below = {**named, "zone": {"$schema": "x", "id": "z", "name": "区"}}
    assert (["unknown key '$schema'"], ["unknown key '$schema'"]) == (refusals(wrong), refusals(below))
    assert faults_of(wrong)
    assert faults_of(below)


@pytest.mark.parametrize(("what", "pattern", "content"), BEYOND, ids=[what for what, _, _ in BEYOND])
def test_what_no_schema_can_say_is_accepted(what: str, pattern: str, content: str) -> None:
    """The reader refuses each document that stands for a line of the list, and the schema accepts it."""
    text = f"{START}{content}\n"
    with pytest.raises(DocumentError):
        parse_plan(text.encode(), "plan.yaml")
    data = schema_documents.bare(yaml.load(text, "plan.yaml"))
    # As other readers of JSON have it, a number with a point is a float.
    assert [] == faults_of(json.loads(json_format.dump(data)))


def test_the_page_lists_what_no_schema_can_say() -> None:
    """The list of the page for editors is the one that is tested."""
    listed = re.findall(r"^- (whether [^,;:]*|which [^,;:]*)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [what.partition(",")[0] for what, _, _ in BEYOND] == [one.strip() for one in listed]
