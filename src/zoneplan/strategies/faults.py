"""Plans with one planted fault of a named kind: what a check of plans has to find."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from zoneplan.errors import UnknownIdError
from zoneplan.figures import Figure
from zoneplan.goals import AnnualRate
from zoneplan.investments import Funding, Investment, YearlyInvestment
from zoneplan.lights import Band, LightRules
from zoneplan.milestones import Milestone, SignOff
from zoneplan.outline import NodeKind, suggestion
from zoneplan.patterns import Pattern
from zoneplan.periods import Period
from zoneplan.plans import Plan
from zoneplan.programs import Project
from zoneplan.relations import Difference, Growth, Order, Run, Share, SharesSum, Sum
from zoneplan.states import StateChange
from zoneplan.strategies import words
from zoneplan.strategies.goal_faults import (
    base_missing,
    base_vintage,
    base_year,
    cum_as_annual,
    goals_apart,
    point_percent,
    schedule_wrong,
    target_missing,
    target_worse,
)
from zoneplan.strategies.nodes import pick
from zoneplan.strategies.planting import (
    FLAGS,
    YEAR,
    Planted,
    amount_of,
    with_action,
    with_base,
    with_figure,
    with_metric,
    with_target,
    with_values,
)
from zoneplan.strategies.whole import plans
from zoneplan.terms import Term
from zoneplan.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zoneplan.relations import Relation

__all__ = ["FAULTS", "PlantedFault", "faulty_plans"]


@attrs.frozen(kw_only=True)
class PlantedFault:
    """A plan with a fault, beside the plan it was planted in.

    Attributes:
        kind: The code of the finding that the fault leads to.
        plan: The plan with the fault.
        sound: The plan before the fault was planted; it has no error.
        place: The path of the finding in `plan`; empty when it is about the whole plan.
        together: Whether it takes a judgement of all relations at once: `plan.validate(together=True)`.
    """

    kind: str
    plan: Plan
    sound: Plan
    place: str
    together: bool = False


_TOGETHER = {"JOINT"}


def faulty_plans(kind: str | None = None) -> st.SearchStrategy[PlantedFault]:
    """Draw a valid plan with one fault planted in it; its data are invented.

    The fault leads to at least one more finding of its kind than the sound plan has. It may lead to
    findings of other kinds too: a further action without a metric is also advised about.

    >>> from hypothesis import Phase, find, settings
    >>> first = settings(phases=[Phase.generate])
    >>> fault = find(faulty_plans("DATE-REVERSED"), lambda fault: True, settings=first)
    >>> [finding.code for finding in fault.plan.validate().errors], fault.place
    (['DATE-REVERSED'], 'programs[0].actions[0].deadline')

    Args:
        kind: The code of the finding, one of `FAULTS`; None for any of them.

    Raises:
        UnknownIdError: If no fault is of this kind; the message offers the nearest ones.
    """
    if kind is None:
        return st.sampled_from(FAULTS).flatmap(faulty_plans)
    if kind not in _PLANTERS:
        raise UnknownIdError(f"unknown kind of fault {kind!r}", suggestion(kind, FAULTS))
    return _planted(kind)


@st.composite
def _planted(draw: st.DrawFn, kind: str) -> PlantedFault:
    sound = draw(plans())
    plan, place = _PLANTERS[kind](draw, sound)
    return PlantedFault(kind=kind, plan=plan, sound=sound, place=place, together=kind in _TOGETHER)


# -- one planter per kind -------------------------------------------------------------------------


def _action_unmeasured(draw: st.DrawFn, plan: Plan) -> Planted:
    return with_action(draw, plan)


def _action_unnamed(draw: st.DrawFn, plan: Plan) -> Planted:
    return with_action(draw, plan, name=None, lead_units=())


def _attr_empty(draw: st.DrawFn, plan: Plan) -> Planted:
    plan, path = with_metric(plan)
    return with_target(plan, f"{amount_of(draw)}亿元")[0], f"{path}.nature"


def _band_edge(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant an edge that green and yellow share, and sometimes a hole between yellow and red."""
    edge = draw(pick((0, 5)))
    bands = (
        Band(light="green", shortfall_points=f"<= {edge}"),
        Band(light="yellow", shortfall_points=f"[{edge}, 30]"),
        Band(light="red", shortfall_points=draw(pick(("> 30", "> 35")))),
    )
    plan, path = with_values(plan, "light_rules", LightRules(id="fault", bands=bands))
    return plan, f"{path}.bands"


def _count_declared(draw: st.DrawFn, plan: Plan) -> Planted:
    listed = len(plan.programs)
    index = draw(pick((None, *(n for n in range(listed) if plan.programs[n].actions))))
    if index is None:
        number = draw(pick((listed + 1, listed - 1, listed + 9)))
        return attrs.evolve(plan, declared_programs=number), "declared_programs"
    program = plan.programs[index]
    changed = attrs.evolve(program, declared_actions=len(program.actions) - 1)
    programs = (*plan.programs[:index], changed, *plan.programs[index + 1 :])
    return attrs.evolve(plan, programs=programs), f"programs[{index}].declared_actions"


def _count_pattern(draw: st.DrawFn, plan: Plan) -> Planted:
    census = plan.outline.census
    more = draw(pick(((0, 0, 1), (0, 1, 0), (1, 0, 0), (0, 2, 30))))
    pattern = Pattern(1 + more[0], census.programs + more[1], census.declared_actions + more[2])
    return attrs.evolve(plan, pattern=pattern), "pattern"


def _date_out(draw: st.DrawFn, plan: Plan) -> Planted:
    years = YEAR if plan.period is None else plan.period
    match draw(pick(("deadline", "start", "by", "milestone", "year"))):
        case "deadline":
            plan, path = with_action(draw, plan, deadline=years.last_year + 1)
            return plan, f"{path}.deadline"
        case "start":
            plan, path = with_action(draw, plan, start=Period.quarter(years.first_year - 1, 4))
            return plan, f"{path}.start"
        case "milestone":
            step = Milestone(name="竣工验收", due=years.last_year)
            deadline = draw(pick((None, f"{years.last_year}Q3")))
            late = attrs.evolve(step, due=years.last_year + 1) if deadline is None else step
            plan, path = with_action(draw, plan, deadline=deadline, milestones=[late])
            return plan, f"{path}.milestones[0].due"
        case "year":
            dates = draw(pick(((None, years.last_year), (years.last_year + 2, None))))
            cost = Investment(by_year=[YearlyInvestment(period=years.last_year + 1, figure="5亿元")])
            project = Project(id="fault", name="新增项目", start=dates[0], deadline=dates[1], investment=cost)
            plan, path = with_values(plan, "projects", project)
            return plan, f"{path}.investment.by_year[0].period"
        case _:
            plan, path = with_target(with_metric(plan)[0], "5亿元", by=years.last_year + 1)
            return plan, f"{path}.by"


def _date_reversed(draw: st.DrawFn, plan: Plan) -> Planted:
    year = YEAR.first_year if plan.period is None else plan.period.first_year
    if draw(FLAGS):
        plan, path = with_action(draw, plan, start=f"{year}-07", done=f"{year}-06-30")
        return plan, f"{path}.done"
    start, deadline = draw(pick(((f"{year}Q3", f"{year}-06-30"), (f"{year}-12", f"{year}Q3"))))
    plan, path = with_action(draw, plan, start=start, deadline=deadline)
    return plan, f"{path}.deadline"


def _dup_project(draw: st.DrawFn, plan: Plan) -> Planted:
    names = ("污水处理厂（北区）", "污水处理厂(北区)项目", "污水处理厂 北区工程", "污水處理厂(北区)")
    first, second = draw(pick(((names[0], names[1]), (names[1], names[2]), (names[0], names[0]))))
    plan, _ = with_values(plan, "projects", Project(id="fault", name=first))
    plan, path = with_values(plan, "projects", Project(id="fault-2", name=second))
    if draw(FLAGS):
        amount = amount_of(draw)
        plan, _ = with_figure(with_metric(plan)[0], f"{amount}亿元", subject="fault")
        plan, _ = with_figure(plan, f"{amount}0000万元", subject="fault-2")
    return plan, path


def _id_circle(draw: st.DrawFn, plan: Plan) -> Planted:
    if draw(FLAGS):
        plan, path = with_values(plan, "places", Zone(id="fault", name="甲", within="fault-2"))
        plan, _ = with_values(plan, "places", Zone(id="fault-2", name="乙", within="fault"))
        return plan, f"{path}.within"
    one = Project(id="fault", name="甲项目", part_of="fault-2")
    plan, path = with_values(plan, "projects", one, Project(id="fault-2", name="乙项目", part_of="fault"))
    return plan, f"{path}.part_of"


def _id_duplicate(draw: st.DrawFn, plan: Plan) -> Planted:
    match draw(pick(("node", "metric", "source", "place"))):
        case "node":
            taken = draw(pick(tuple(plan.outline.nodes)))
            plan, path = with_values(plan, "projects", Project(id=taken, name="新增项目"))
        case "metric":
            plan, path = with_values(plan, "metrics", plan.metrics[0])
        case "source":
            plan, path = with_values(plan, "sources", plan.sources[0])
        case _:
            plan, path = with_values(
                plan, "places", Zone(id=draw(pick(tuple(plan.outline.nodes))), name="某地")
            )
    return plan, f"{path}.id"


def _id_unknown(draw: st.DrawFn, plan: Plan) -> Planted:
    match draw(pick(("metric", "subject", "source", "place", "within", "part_of", "serves", "weight"))):
        case "metric":
            plan, path = with_figure(plan, "5亿元", metric="nowhere")
            return plan, f"{path}.metric"
        case "subject":
            plan, path = with_figure(with_metric(plan)[0], "5亿元", subject="nowhere")
            return plan, f"{path}.subject"
        case "source":
            plan, path = with_figure(with_metric(plan)[0], "5亿元", source="nowhere")
            return plan, f"{path}.source"
        case "within":
            plan, path = with_values(plan, "places", Zone(id="fault", name="某地", within="nowhere"))
            return plan, f"{path}.within"
        case "weight":
            plan, path = with_metric(plan, weight="nowhere")
            return plan, f"{path}.weight"
        case field:
            fields: dict[str, Any] = {"id": "fault", "name": "新增项目", field: "nowhere"}
            plan, path = with_values(plan, "projects", Project(**fields))
            return plan, f"{path}.{field}"


def _joint(draw: st.DrawFn, plan: Plan) -> Planted:
    """Plant two shares of one whole that leave a tenth of it to nothing, each of them possible by itself."""
    whole = Term(f"{amount_of(draw)}亿元", name="某市产值", period=YEAR)
    parts = [Term(name=name, period=YEAR) for name in ("甲区产值", "乙区产值")]
    first, second = draw(pick((("50%", "40%"), ("45.0%", "35.0%"), ("70%", "45%"))))
    plan, path = with_values(plan, "relations", Share(part=parts[0], whole=whole, share=first))
    plan, _ = with_values(plan, "relations", Share(part=parts[1], whole=whole, share=second))
    return with_values(plan, "relations", Sum(total=whole, parts=parts))[0], path


def _lead_missing(draw: st.DrawFn, plan: Plan) -> Planted:
    is_led = any(node.lead_units for node in plan.walk())
    is_alone = not any(node.kind is NodeKind.ACTION and node.name is not None for node in plan.walk())
    plan, path = with_action(draw, plan, lead_units=())
    return plan, f"{path}.lead_units" if is_led or is_alone else ""


def _lead_several(draw: st.DrawFn, plan: Plan) -> Planted:
    plan, path = with_action(draw, plan, lead_units=words.OFFICES[: draw(pick((2, 3)))])
    return plan, f"{path}.lead_units"


def _self_lead(draw: st.DrawFn, plan: Plan) -> Planted:
    office = draw(pick(words.OFFICES))
    plan, path = with_action(draw, plan, lead_units=office, supporting_units=(*words.OFFICES[:1], office))
    return plan, f"{path}.supporting_units"


def _metric_unused(draw: st.DrawFn, plan: Plan) -> Planted:
    return with_metric(plan, unit=draw(pick(("亿元", "%", "家"))), across="none")


def _milestone_order(draw: st.DrawFn, plan: Plan) -> Planted:
    year = YEAR.first_year if plan.period is None else plan.period.first_year
    first, second = draw(pick(((f"{year}Q3", f"{year}Q2"), (f"{year}", f"{year}-12-30"))))
    steps = [Milestone(name="主体封顶", due=first), Milestone(name="开工", due=second)]
    plan, path = with_action(draw, plan, milestones=steps)
    return plan, f"{path}.milestones[1].due"


def _over_plan(draw: st.DrawFn, plan: Plan) -> Planted:
    year, amount = YEAR.first_year, amount_of(draw)
    by_year = [YearlyInvestment(period=year, figure=f"{amount}亿元")]
    by_source = [Funding(name="财政", figure=f"{amount}亿元"), Funding(name="自筹", figure="3000万元")]
    match draw(pick(("exceed", "miss", "source"))):
        case "exceed":  # what the other years bring can only add to it
            field, cost = "by_year", Investment(total=f"{amount // 2}亿元", by_year=by_year)
        case "miss":
            field, cost = "by_year", Investment(total=f"{2 * amount}亿元", by_year=by_year)
        case _:
            field, cost = "by_source", Investment(total=f"{2 * amount}亿元", by_source=by_source)
    project = Project(id="fault", name="新增项目", start=year, deadline=year, investment=cost)
    plan, path = with_values(plan, "projects", project)
    return plan, f"{path}.investment.{field}"


def _part_whole(draw: st.DrawFn, plan: Plan) -> Planted:
    plan, _ = with_values(
        plan, "places", Zone(id="outer", name="某市"), Zone(id="middle", name="某区", within="outer")
    )
    plan, _ = with_values(plan, "places", Zone(id="inner", name="某园", within="middle"))
    place = draw(pick(("inner", "middle")))
    plan, path = with_values(plan, "projects", Project(id="fault", name="部分项目", place=place))
    plan, _ = with_values(plan, "projects", Project(id="fault-2", name="整体项目", place="outer"))
    plan, _ = with_figure(with_metric(plan)[0], f"{amount_of(draw)}亿元", subject="fault")
    return with_figure(plan, f"{amount_of(draw)}亿元", subject="fault-2")[0], path


def _price_basis(draw: st.DrawFn, plan: Plan) -> Planted:
    stated, other = draw(pick((("现价", "2020年不变价"), (None, "现价"), ("2015年不变价", "2020年不变价"))))
    plan, _ = with_values(
        plan, "projects", Project(id="fault", name="甲分项"), Project(id="fault-2", name="乙分项")
    )
    plan, _ = with_metric(plan) if stated is None else with_metric(plan, price_basis=stated)
    plan, _ = with_figure(plan, f"{amount_of(draw)}亿元", subject="fault")
    figure = Figure.parse(f"{amount_of(draw)}亿元", price_basis=other)
    plan, path = with_figure(plan, figure, subject="fault-2")
    return plan, f"{path}.figure"


def _rate_kind(draw: st.DrawFn, plan: Plan) -> Planted:
    if draw(FLAGS):
        plan, due = with_base(plan, "30.2%", unit="%", kind="ratio")
        if draw(FLAGS):
            plan, _ = with_target(plan, "43.6%", by=due)
        plan, path = with_target(plan, AnnualRate("7.6%"), by=due)
        return plan, f"{path}.annual_rate"
    base, target = Term("30.2%", period=YEAR), Term("43.6%", period=YEAR.last_year + 5)
    if draw(FLAGS):
        return with_values(plan, "relations", Growth(base=base, target=target, rate="7.6%"))
    return with_values(plan, "relations", Difference(minuend=target, subtrahend=base, difference="13.4%"))


def _rate_wrong(draw: st.DrawFn, plan: Plan) -> Planted:
    if draw(FLAGS):
        return goals_apart(draw, plan)
    amount, years = amount_of(draw), draw(pick((1, 5)))
    after = Period.year(YEAR.first_year + years)
    if draw(FLAGS):
        base, target = Term(f"{amount}亿元", period=YEAR), Term(f"{2 * amount}亿元", period=after)
        return with_values(
            plan, "relations", Growth(base=base, target=target, rate=f"{draw(pick((3, 200)))}%")
        )
    plan, _ = with_metric(plan, across="none")
    growth = {"id": "fault-growth", "unit": "%", "kind": "rate", "across": "none", "growth_of": "fault"}
    plan, _ = with_metric(plan, **growth)
    plan, _ = with_figure(plan, f"{amount}亿元")
    plan, _ = with_figure(plan, f"{2 * amount}亿元", period=after)
    span = Period.span(YEAR.first_year + 1, after.last_year)
    plan, path = with_figure(plan, "3%", metric="fault-growth", period=span)
    return plan, f"{path}.figure"


def _ratio_wrong(draw: st.DrawFn, plan: Plan) -> Planted:
    one, other = amount_of(draw), amount_of(draw)
    plan, _ = with_values(
        plan, "projects", Project(id="fault", name="甲分项"), Project(id="fault-2", name="乙分项")
    )
    # Only the two parts are expected: what is not all reported says nothing about the whole.
    plan, _ = with_metric(plan, across=draw(pick(("max", "min"))), reported_by=("fault", "fault-2"))
    plan, _ = with_figure(plan, f"{one}亿元", subject="fault")
    plan, _ = with_figure(plan, f"{other}0000万元", subject="fault-2")
    wrong = draw(pick((2 * max(one, other), min(one, other) // 2)))
    plan, path = with_figure(plan, f"{wrong}亿元")
    return plan, f"{path}.figure"


def _relation_wrong(draw: st.DrawFn, plan: Plan) -> Planted:
    amount = amount_of(draw)
    match draw(pick(("difference", "order", "run"))):
        case "difference":
            relation: Relation = Difference(
                minuend=f"{2 * amount}亿元", subtrahend=f"{amount}亿元", difference=f"{3 * amount}亿元"
            )
        case "order":
            relation = Order(smaller=f"{2 * amount}亿元", larger=f"{amount}亿元")
        case _:
            relation = Run(runs=[Term("19年", period=YEAR), Term("17年", period=YEAR.last_year - 1)])
    return with_values(plan, "relations", relation)


def _same_fact(draw: st.DrawFn, plan: Plan) -> Planted:
    subject = draw(pick(tuple(plan.outline.nodes)))
    amount = amount_of(draw)
    plan, _ = with_figure(with_metric(plan)[0], f"{amount}亿元", subject=subject)
    other = draw(pick((f"{amount + 1}亿元", f"{amount}万元", f"超{2 * amount}亿元")))
    plan, path = with_figure(plan, other, subject=subject)
    return plan, f"{path}.figure"


def _share_100(draw: st.DrawFn, plan: Plan) -> Planted:
    shares = draw(pick((("50%", "30%", "10%"), ("60.0%", "45.0%"), ("99%", "9%", None))))
    return with_values(plan, "relations", SharesSum(shares=shares))


def _share_wrong(draw: st.DrawFn, plan: Plan) -> Planted:
    amount = amount_of(draw)
    if draw(FLAGS):
        share = Share(part=f"{amount}亿元", whole=f"{4 * amount}亿元", share=draw(pick(("35%", "15.0%"))))
        return with_values(plan, "relations", share)
    plan, _ = with_values(
        plan, "places", Zone(id="outer", name="某市"), Zone(id="inner", name="某区", within="outer")
    )
    plan, _ = with_metric(plan, across="none")
    fields = {"id": "fault-share", "unit": "%", "kind": "ratio", "across": "none", "share_of": "fault"}
    plan, _ = with_metric(plan, **fields)
    plan, _ = with_figure(plan, f"{amount}亿元", subject="inner")
    plan, _ = with_figure(plan, f"{4 * amount}亿元", subject="outer")
    plan, path = with_figure(plan, "35%", metric="fault-share", subject="inner")
    return plan, f"{path}.figure"


def _source_missing(draw: st.DrawFn, plan: Plan) -> Planted:
    return with_figure(with_metric(plan)[0], f"{amount_of(draw)}亿元", source=None)


def _sign_off(draw: st.DrawFn, plan: Plan) -> Planted:
    year = YEAR.first_year if plan.period is None else plan.period.first_year
    done, early, late = f"{year}-06-30", SignOff(on=f"{year}-06-29"), SignOff(on=f"{year}-07-31")
    match draw(pick(("early", "twice", "milestone"))):
        case "early":
            plan, path = with_action(draw, plan, done=done, sign_offs=[early])
            return plan, f"{path}.sign_offs[0]"
        case "twice":
            plan, path = with_action(draw, plan, sign_offs=[early, late])
            return plan, f"{path}.sign_offs[1]"
        case _:
            step = Milestone(name="竣工验收", due=year, done=done, sign_offs=[early])
            plan, path = with_action(draw, plan, milestones=[step])
            return plan, f"{path}.milestones[0].sign_offs[0]"


def _state_order(draw: st.DrawFn, plan: Plan) -> Planted:
    year = YEAR.first_year
    first, second, when = draw(
        pick(
            (
                ("completed", "under_construction", (year, year + 1)),
                ("cancelled", "reserve", (year, year + 1)),
                ("suspended", "completed", (year, year)),
                ("reserve", "preparatory", (year, year - 1)),
            )
        )
    )
    states = [StateChange(state=first, on=when[0]), StateChange(state=second, on=when[1])]
    plan, path = with_values(plan, "projects", Project(id="fault", name="新增项目", states=states))
    return plan, f"{path}.states[1]"


def _sum_period(draw: st.DrawFn, plan: Plan) -> Planted:
    one, other = amount_of(draw), amount_of(draw)
    subject = draw(pick(tuple(plan.outline.nodes)))
    plan, _ = with_metric(plan, over_time="sum")
    year = YEAR.first_year
    plan, _ = with_figure(plan, f"{one}亿元", subject=subject, period=Period.half(year, 1))
    if draw(FLAGS):
        plan, _ = with_figure(plan, f"{other}0000万元", subject=subject, period=Period.half(year, 2))
        wrong = draw(pick((2 * (one + other), (one + other) // 2)))
    else:
        wrong = one // 2  # what is missing can only add to it
    plan, path = with_figure(plan, f"{wrong}亿元", subject=subject)
    return plan, f"{path}.figure"


def _sum_total(draw: st.DrawFn, plan: Plan) -> Planted:
    one, other = amount_of(draw), amount_of(draw)
    plan, _ = with_values(
        plan, "projects", Project(id="fault", name="甲分项"), Project(id="fault-2", name="乙分项")
    )
    # Only the two parts are expected, so that nothing unreported can explain a total that is too large.
    plan, _ = with_metric(plan, reported_by=("fault", "fault-2"))
    plan, _ = with_figure(plan, f"{one}亿元", subject="fault")
    plan, _ = with_figure(plan, f"{other}0000万元", subject="fault-2")
    wrong = draw(pick((2 * (one + other), (one + other) // 2)))
    plan, path = with_figure(plan, f"{wrong}亿元")
    return plan, f"{path}.figure"


def _unit_dimension(draw: st.DrawFn, plan: Plan) -> Planted:
    name = draw(pick(("亩", "亿美元", "家", "%", "亿元/平方公里")))
    plan, path = with_figure(with_metric(plan)[0], f"{amount_of(draw)}{name}")
    return plan, f"{path}.figure"


def _unit_lost(draw: st.DrawFn, plan: Plan) -> Planted:
    plan, path = with_figure(with_metric(plan)[0], f"{amount_of(draw)}无单位")
    return plan, f"{path}.figure"


def _unit_scale(draw: st.DrawFn, plan: Plan) -> Planted:
    amount, subject = amount_of(draw), draw(pick(tuple(plan.outline.nodes)))
    if draw(FLAGS):
        plan, _ = with_metric(plan, unit="‰", kind="rate", across="none")
        plan, _ = with_figure(plan, "6.1‰", subject=subject, period=YEAR.first_year - 1)
        plan, path = with_figure(plan, "7.2%以内", subject=subject)
    else:
        plan, _ = with_metric(plan, across="none")
        plan, _ = with_figure(plan, f"{amount}亿元", subject=subject, period=YEAR.first_year - 1)
        plan, path = with_figure(plan, f"{amount + 1}万元", subject=subject)
    return plan, f"{path}.figure"


def _value_domain(draw: st.DrawFn, plan: Plan) -> Planted:
    amount = amount_of(draw)
    if draw(FLAGS):
        plan, _ = with_metric(plan, unit="%", kind="ratio", across="none", domain="[0, 100]")
        plan, path = with_figure(plan, f"{Decimal(amount) + 1}%")
    else:
        plan, path = with_figure(with_metric(plan, unit="亩", kind="stock")[0], f"-{amount}亩")
    return plan, f"{path}.figure"


def _ytd_falls(draw: st.DrawFn, plan: Plan) -> Planted:
    amount, subject = amount_of(draw), draw(pick(tuple(plan.outline.nodes)))
    plan, _ = with_metric(plan, over_time="sum")
    year, (before, after) = YEAR.first_year, draw(pick(((6, 7), (2, 3), (9, 12))))
    period = Period.year_to_date(year, before)
    plan, _ = with_figure(plan, f"{2 * amount}亿元", subject=subject, period=period)
    period = Period.year_to_date(year, after)
    plan, path = with_figure(plan, f"{amount}0000万元", subject=subject, period=period)
    return plan, f"{path}.figure"


_PLANTERS: Mapping[str, Callable[[st.DrawFn, Plan], Planted]] = {
    "ACTION-UNMEASURED": _action_unmeasured,
    "ACTION-UNNAMED": _action_unnamed,
    "ATTR-EMPTY": _attr_empty,
    "BAND-EDGE": _band_edge,
    "BASE-MISSING": base_missing,
    "BASE-VINTAGE": base_vintage,
    "BASE-YEAR": base_year,
    "COUNT-DECLARED": _count_declared,
    "COUNT-PATTERN": _count_pattern,
    "CUM-AS-ANNUAL": cum_as_annual,
    "DATE-OUT": _date_out,
    "DATE-REVERSED": _date_reversed,
    "DUP-PROJECT": _dup_project,
    "ID-CIRCLE": _id_circle,
    "ID-DUPLICATE": _id_duplicate,
    "ID-UNKNOWN": _id_unknown,
    "JOINT": _joint,
    "LEAD-MISSING": _lead_missing,
    "LEAD-SEVERAL": _lead_several,
    "METRIC-UNUSED": _metric_unused,
    "MILESTONE-ORDER": _milestone_order,
    "OVER-PLAN": _over_plan,
    "PART-WHOLE": _part_whole,
    "POINT-PERCENT": point_percent,
    "PRICE-BASIS": _price_basis,
    "RATE-KIND": _rate_kind,
    "RATE-WRONG": _rate_wrong,
    "RATIO-WRONG": _ratio_wrong,
    "RELATION-WRONG": _relation_wrong,
    "SAME-FACT": _same_fact,
    "SCHEDULE-WRONG": schedule_wrong,
    "SELF-LEAD": _self_lead,
    "SHARE-100": _share_100,
    "SHARE-WRONG": _share_wrong,
    "SIGN-OFF": _sign_off,
    "SOURCE-MISSING": _source_missing,
    "STATE-ORDER": _state_order,
    "SUM-PERIOD": _sum_period,
    "SUM-TOTAL": _sum_total,
    "TARGET-MISSING": target_missing,
    "TARGET-WORSE": target_worse,
    "UNIT-DIMENSION": _unit_dimension,
    "UNIT-LOST": _unit_lost,
    "UNIT-SCALE": _unit_scale,
    "VALUE-DOMAIN": _value_domain,
    "YTD-FALLS": _ytd_falls,
}

FAULTS: tuple[str, ...] = tuple(_PLANTERS)
"""The kinds of fault that can be planted: every finding code."""
