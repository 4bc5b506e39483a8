from __future__ import annotations

import pytest

from plan_texts import plan_of
from zoneplan import Aspect, Figure, Period, Source
from zoneplan.errors import UnknownIdError
from zoneplan.ledger import Group, Ledger

PLAN = plan_of("""\
zone: {id: ketd, name: 昆山开发区}
sources:
  - {document: 访谈记录}
  - {id: s, document: 统计公报, date: 2023-02}
  - {id: s, document: 另一公报}
metrics: [{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}]
programs:
  - id: a
    name: 产业创新
    metrics:
      - {id: inv, name: 完成投资, unit: 亿元, kind: flow}
      - {id: gdp, name: 生产总值, unit: 万元, kind: flow}
    observations:
      - {metric: inv, period: 2023, figure: 3亿元, source: {id: s, place: 表2}}
      - {metric: inv, period: 2022, figure: 2亿元, subject: a}
    targets: [{metric: inv, by: 2025, level: 4亿元, source: {document: 规划}}]
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元, subject: ketd, source: nowhere}
""")


def test_entries_stand_in_document_order() -> None:
    """The root's entries come first; each has its subject and its path."""
    expected = [
        ("ketd", "observations[0]"),
        ("a", "programs[0].observations[0]"),
        ("a", "programs[0].observations[1]"),
        ("a", "programs[0].targets[0]"),
    ]
    assert expected == [(entry.subject, entry.path) for entry in PLAN.ledger]
    assert 4 == len(PLAN.ledger)


def test_an_entry_knows_its_line() -> None:
    """The mark of an entry is that of its record."""
    mark = PLAN.ledger.entries[1].mark
    assert mark is not None
    assert ("plan.yaml", 14) == (mark.file, mark.line)


def test_metrics_are_known_by_id_wherever_defined() -> None:
    """Of two metrics with one id the first is known, the other is kept apart with its path."""
    ledger = PLAN.ledger
    assert {"gdp": "metrics[0]", "inv": "programs[0].metrics[0]"} == dict(ledger.metric_paths)
    assert "地区生产总值" == ledger.metric("gdp").name
    assert [("programs[0].metrics[1]", "生产总值")] == [
        (path, metric.name) for path, metric in ledger.duplicate_metrics
    ]


def test_an_unknown_metric_is_refused() -> None:
    """The error offers the nearest id."""
    with pytest.raises(UnknownIdError) as caught:
        PLAN.ledger.metric("gpd")
    assert "unknown metric 'gpd'\ndid you mean 'gdp'?" == str(caught.value)


def test_further_metrics_stand_behind_those_written() -> None:
    """A metric known from elsewhere does not replace one that is defined inside."""
    ledger = Ledger.of(PLAN.outline, further_metrics=[PLAN.metric("gdp")])
    assert ["gdp", "inv"] == list(ledger.metrics)
    assert ["gdp"] == list(Ledger.of(plan_of("").outline, further_metrics=[PLAN.metric("gdp")]).metrics)


def test_a_source_is_completed_from_the_list() -> None:
    """What an entry leaves out is taken from the listed document with its id; others stay as they are."""
    found = [PLAN.ledger.source_of(entry) for entry in PLAN.ledger]
    listed = Source(id="s", document="统计公报", place="表2", date="2023-02")
    assert [Source(id="nowhere"), listed, None, Source(document="规划")] == found


def test_entries_are_grouped_by_metric_aspect_and_period() -> None:
    """Each group holds the entries of one metric, aspect and period."""
    groups = PLAN.ledger.by_metric
    assert ["gdp", "inv"] == list(groups)
    assert [Aspect.ACTUAL, Aspect.TARGET] == list(groups["inv"])
    assert [Period.year(2023), Period.year(2022)] == list(groups["inv"][Aspect.ACTUAL])


def test_of_several_entries_of_a_subject_a_group_knows_the_last() -> None:
    """A group tells whether a subject has several, and has one sample of each unit and price basis."""
    entries = [entry for entry in PLAN.ledger if entry.subject == "a"]
    group = Group.of(entries)
    assert (False, {"a": Figure(4, "亿元")}) == (group.is_single, dict(group.figures))
    assert (entries[-1], 1) == (group.by_subject["a"], len(group.samples))
    assert Group.of(entries[:1]).is_single


def test_entries_of_a_node_with_a_taken_id_are_kept() -> None:
    """Metrics and entries of the second node with an id are in the ledger, at their own path."""
    ledger = plan_of("""\
programs:
  - {id: a, name: 产业创新}
  - id: a
    name: 产城融合
    metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow}]
    observations: [{metric: inv, period: 2023, figure: 3亿元}]
""").ledger
    assert (["inv"], ["programs[1].observations[0]"]) == (
        list(ledger.metrics),
        [entry.path for entry in ledger],
    )
