"""A plan whose every text would do something if it were not taken for a text; invented."""

from __future__ import annotations

from zoneplan import Action, Metric, Observation, Plan, Program, Project, Source, Target, Zone

__all__ = ["HOSTILE", "hostile_plan"]

HOSTILE = (
    "<script>window.ran = 1</script>",
    '"><img src=x onerror="window.ran = 1">',
    "'onmouseover='window.ran = 1",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://zoneplan.invalid/","x")',
    "javascript:window.ran=1",
    "</style><style>*{display:none}</style>",
    "a\x07\x1b[2J",
    "\u202egnp.exe\u2066",
    "</title><b>",
    "]]>",
    "&lt;b&gt;",
    "<!-- ",
    "</svg><script>window.ran = 1</script>",
    "datum.value; signal('x')",
)
"""Texts for pages, scripts, templates, formulas, terminals and readers from right to left."""


def hostile_plan() -> Plan:
    """Give the plan: its names, units, sources and quotations are hostile, each in its place once or more."""
    every = " ".join(HOSTILE)

    def source(number: int) -> Source:
        return Source(id="s", place=HOSTILE[number % len(HOSTILE)], quote=HOSTILE[-number % len(HOSTILE)])

    metric = Metric(id="invested", name=every, unit="亿元", kind="flow", across="sum", over_time="sum")
    actions = [
        Action(
            id=f"a{number}",
            name=f"{text}{number}",
            lead_units=(text,),
            deadline="2024",
            observations=[
                Observation(
                    metric="invested", period="2023", figure=f"{number + 1}亿元", source=source(number)
                )
            ],
            targets=[Target(metric="invested", by="2025", goal=f"{number + 9}亿元", source=source(number))],
            projects=[Project(id=f"p{number}", name=text)],
        )
        for number, text in enumerate(HOSTILE)
    ]
    return Plan(
        id="hostile",
        name=every,
        zone=Zone(id="zone", name=HOSTILE[0]),
        metrics=[metric],
        sources=[Source(id="s", document=every, url="javascript:window.ran=1")],
        programs=[Program(id="one", name=every, actions=actions)],
    )
