from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import schema_documents
from test_schema import faults_of
from zoneplan.files import parse_plan
from zoneplan.formats import yaml
from zoneplan.templates import json_template, yaml_template

if TYPE_CHECKING:
    from zoneplan.layout import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")
EXAMPLE = re.compile(r"^#(?=\S| {2,})", re.MULTILINE)


def with_examples(language: Language) -> str:
    """Give a template with the signs in front of its examples taken away."""
    return EXAMPLE.sub("", yaml_template(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_with_its_examples_is_a_plan_without_error(language: Language) -> None:
    """Every example in a comment can be used as it stands: nothing but unnamed actions is spoken of."""
    text = with_examples(language)
    assert text.count("\n") == yaml_template(language).count("\n")
    report = parse_plan(text.encode(), "plan.yaml").validate()
    assert {"ACTION-UNNAMED"} == {finding.code for finding in report.findings}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_accepts_the_templates(language: Language) -> None:
    """What a user starts from is not marked by the editor."""
    data = schema_documents.bare(yaml.load(with_examples(language), "plan.yaml"))
    assert [] == faults_of(data)


def test_the_templates_say_the_same_in_both_languages() -> None:
    """But for the word that says it is invented, the two are one plan."""
    english, chinese = (with_examples(language) for language in LANGUAGES)
    one, other = (
        parse_plan(text.replace(" (invented)", "（虚构）").encode(), "plan.yaml")
        for text in (english, chinese)
    )
    assert one == other


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_is_the_same_plan(language: Language) -> None:
    """JSON has no comments, and the plan of the YAML as it stands."""
    written = parse_plan(yaml_template(language).encode(), "plan.yaml")
    assert written == parse_plan(json_template(language).encode(), "plan.json")
