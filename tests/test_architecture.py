from __future__ import annotations

import ast
import importlib
import pickle
import subprocess
import sys
from pathlib import Path
from types import ModuleType, UnionType
from typing import TYPE_CHECKING

import pytest

import zoneplan

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(zoneplan.__file__).parent

FLOORS = (
    # 0  knows nothing of ours
    ("short_reprs", "locations", "errors"),
    # 1  values
    (
        "decimals",
        "texts",
        "layout",
        "intervals",
        "ranges",
        "percentages",
        "bands",
        "points",
        "roots",
        "constraints",
        "periods",
        "deadlines",
        "dates",
        "patterns",
        "sheets",
        "pages",
        "printed_tables",
        "signal_tones",
        "html_tables",
        "signals",
        "styled_lines",
        "printing",
        "notebook_tables",
        "report_pages",
        "report_flow",
        "report_charts",
        "prices",
        "units",
        "qualifiers",
        "kinds",
        "numerals",
        "spelling",
        "unit_words",
        "lexicon",
        "measures",
        "designations",
        "phrases",
        "clauses",
        "passages",
        "mentions",
        "endings",
        "enumerations",
        "parts",
        "senses",
        "plain_amounts",
        "scanner",
        "residue",
        "notation",
        "readings",
        "figures",
        "amounts",
        "shown_figures",
    ),
    # 2  what a plan is made of
    (
        "sources",
        "zones",
        "lights",
        "published_lights",
        "scheduled",
        "schedules",
        "metrics",
        "observations",
        "rates",
        "terms",
        "statements",
        "growths",
        "relations",
        "goals",
        "targets",
        "columns",
        "cells",
        "indicator_rows",
        "indicator_lines",
        "indicator_reading",
        "indicators",
        "milestones",
        "states",
        "investments",
        "vocabulary",
        "losses",
        "outline",
        "ledger",
    ),
    # 3  what one asks of a plan
    (
        "printed_findings",
        "findings",
        "certificates",
        "reasons",
        "deflators",
        "claims",
        "verdict_rows",
        "verdicts",
        "implications",
        "preconditions",
        "closed_forms",
        "decisions",
        "records",
        "traces",
        "inspection",
        "systems",
        "witnesses",
        "outcomes",
        "conflicts",
        "propagation",
        "formulas",
        "solver",
        "pinning",
        "proof",
        "admissible",
        "repair",
        "leaves",
        "aggregation",
        "selection",
        "histories",
        "coverage",
        "addends",
        "operands",
        "explanations",
        "rollup_listing",
        "rollup",
        "subjects",
        "paces",
        "trajectories",
        "contributions",
        "standings",
        "yardsticks",
        "standing_listing",
        "register",
        "progress",
        "progress_groups",
        "series",
        "courses",
        "invested",
        "chains",
        "conversions",
        "facts",
        "origins",
        "stated",
        "implied",
        "aims",
        "linked",
        "consistency",
        "likeness",
        "rules.identity",
        "rules.structure",
        "rules.responsibility",
        "rules.schedule",
        "rules.measures",
        "rules.scales",
        "rules.milestones",
        "rules.states",
        "rules.totals",
        "rules.ratios",
        "rules.periods",
        "rules.projects",
        "gazetteer",
        "rules.portfolio_metrics",
        "rules.portfolio_places",
        "rules.portfolios",
        "portfolio_tables",
        "rules.targets",
        "rules.goals",
        "rules.bases",
        "rules.investments",
        "rules.accounts",
        "rules.relations",
        "rules.lights",
        "rules.rates",
        "rules.together",
        "rules",
    ),
    # 4  the whole; plain data stands below the plan that gives and takes it
    (
        "shapes",
        "converters",
        "documents",
        "frame_rows",
        "data_frames",
        "frame_reading",
        "programs",
        "plan_listing",
        "plans",
        "table_heads",
        "table_cells",
        "table_layout",
        "table_figures",
        "table_rows",
        "table_checks",
        "table_projects",
        "foreign_tables",
    ),
    # 5  the edges
    (
        "formats",
        "formats.text",
        "formats.yaml",
        "formats.json",
        "formats.files",
        "formats.csv",
        "formats.packages",
        "formats.sheet_scanning",
        "formats.workbook_reading",
        "formats.report_writing",
        "formats.workbook_writing",
        "formats.word_styles",
        "formats.word_tables",
        "formats.word_reading",
        "formats.word_content",
        "formats.word_markup",
        "formats.word_writing",
        "formats.html",
        "formats.word_opening",
        "formats.word_template_styles",
        "formats.word_templates",
        "terminal",
        "listing",
        "sheet_texts",
        "sheet_cells",
        "sheet_fields",
        "plan_sheets",
        "sheet_writing",
        "sheet_reading",
        "workbook_pages",
        "progress_pages",
        "files",
        "table_files",
        "schema.meanings",
        "schema.forms",
        "schema.values",
        "schema.generation",
        "schema",
        "templates",
        "plan_folders",
        "portfolio",
        "synthetic_metrics",
        "synthetic",
        "synthetic_files",
        "printed_values",
        "printed_figures",
        "printed_actions",
        "printed_indicators",
        "printed_projects",
        "printed_plans",
        "word_documents",
        "plan_transfer",
        "charts.theme",
        "charts.fonts",
        "charts.svg",
        "charts.png",
        "charts.chart",
        "charts.labels",
        "charts.signs",
        "charts.dated_rows",
        "charts.schedule",
        "briefings.sections",
        "joint_listing",
        "frames.reading",
        "frames.frame_faults",
        "frames.streams",
        "frames.spark",
        "frames.exchange",
        "frames.calendars",
        "frames.engines",
        "frames.merging",
        "frames.outlines",
        "frames.states",
        "frames.chosen",
        "frames.differences",
        "frames.gathering",
        "frames.totals",
        "frames.tables",
        "frames.digests",
        "frames.asking",
        "frames.pieces",
        "frames.writing",
        "frames.stored_files",
        "frames.questions",
        "frames.batches",
        "frames.effects",
        "frames.manifests",
        "frames.renewal",
        "frames.rollup_folders",
        "frames",
        "progress_listing",
        "register_listing",
        "portfolio_listing",
        "charts.rows",
        "charts.panels",
        "charts.paths",
        "charts.indicators",
        "charts.waterfalls",
        "charts.money",
        "briefings.rolled_money",
        "briefings.answers",
        "briefings.printing",
        "briefings.untargeted",
        "briefings.opening",
        "briefings.key_indicators",
        "briefings.indicators",
        "briefings.headline",
        "briefings.paths",
        "briefings.funding",
        "briefings.money",
        "briefings.findings",
        "briefings.origins",
        "excerpts",
        "finding_views",
        "rich_terminal",
        "briefings.notebook",
        "briefings.pictures",
        "node_statuses",
        "charts.structure",
        "charts.lights",
        "charts",
        "briefings.structure",
        "briefings.lights",
        "briefings.schedule",
        "plan_trees",
        "briefings.briefing",
        "briefings.page",
        "briefings.writing",
        "briefings.document",
        "briefings.workbook",
        "briefings",
    ),
    # 6  the doors
    (
        "zoneplan",
        "click_messages",
        "chinese_help",
        "help_pages",
        "console",
        "cli_formats",
        "cli_frames",
        "cli_reports",
        "cli",
        "__main__",
    ),
)
"""Each module may import those before it, and no other: down, or earlier on its own floor."""

BESIDE = (
    "strategies.entry_point",
    "strategies.words",
    "strategies.values",
    "strategies.relations",
    "strategies.schedules",
    "strategies.milestones",
    "strategies.records",
    "strategies.goals",
    "strategies.indicators",
    "strategies.progress",
    "strategies.lights",
    "strategies.timelines",
    "strategies.rates",
    "strategies.nodes",
    "strategies.whole",
    "strategies.pictures",
    "strategies.planting",
    "strategies.goal_faults",
    "strategies.portfolios",
    "strategies.faults",
    "strategies.registration",
    "strategies",
)
"""These may import any floor and are imported by none."""

ORDER = (*(module for floor in FLOORS for module in floor), *BESIDE)
MAY_OPEN_FILES = {
    "charts.chart",
    "briefings.document",
    "formats.csv",
    "word_documents",
    "briefings.writing",
    "formats.files",
    "formats.json",
    "formats.text",
    "formats.workbook_reading",
    "formats.workbook_writing",
    "formats.yaml",
    "files",
    "schema",
    "templates",
    "plan_transfer",
    "cli_formats",
    "cli_reports",
    "help_pages",
    "plan_folders",
    "portfolio",
    "synthetic_files",
    "table_files",
    "frames.reading",
    "frames.exchange",
    "frames.writing",
    "frames.stored_files",
    "frames.batches",
    "frames.manifests",
    "frames.renewal",
    "frames.rollup_folders",
    "cli",
    "console",
    "excerpts",
    "terminal",
    "__main__",
}
SYSTEM = {"io", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "time", "urllib"}
ONLY_IN = {
    "pint": {"units"},
    "cattrs": {"converters"},
    "yaml": {"formats.yaml"},
    "yamlcore": {"formats.yaml"},
    "click": {"cli", "cli_formats", "cli_frames", "cli_reports", "console", "help_pages"},
    "z3": {"solver"},
    "hypothesis": set(BESIDE),
    "narwhals": {
        "data_frames",
        "frame_reading",
        "frames",
        "frames.frame_faults",
        "frames.exchange",
        "frames.engines",
        "frames.pieces",
        "frames.batches",
    },
    "pyarrow": {
        "data_frames",
        "frames",
        "frames.digests",
        "frames.frame_faults",
        "frames.streams",
        "frames.exchange",
        "frames.engines",
        "frames.merging",
        "frames.tables",
        "frames.writing",
        "frames.renewal",
        "synthetic_files",
    },
    "duckdb": {
        "frames.streams",
        "frames.exchange",
        "frames.reading",
        "frames.batches",
        "frames.renewal",
        "frames.rollup_folders",
        "synthetic_files",
    },
    "polars": {"frames.exchange"},
    "pandas": {"data_frames"},
    "docx": {"formats.word_writing"},
    "python_calamine": {"formats.workbook_reading"},
    "xlsxwriter": {"formats.workbook_writing"},
    "vl_convert": {"charts.chart"},
    "jinja2": {"formats.html"},
    "markupsafe": {"formats.html"},
    "rich": {"rich_terminal"},
    "pyspark": {"frames.spark"},
    "py4j": {"frames.spark"},
}
EXTRAS = {
    "narwhals", "pyarrow", "duckdb", "polars", "pandas", "python_calamine", "xlsxwriter", "docx", "lxml",
    "pyspark", "vl_convert", "jinja2", "markupsafe", "rich", "msgspec", "jsonschema", "z3",
}  # fmt: skip
"""Libraries that come with extras or are for development, and take long to import."""
JUNK = {"base", "common", "core", "helpers", "misc", "util", "utils"}


def source_files() -> dict[str, Path]:
    """Give the file of each module, by its name without the package."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name or "zoneplan"] = path
    return found


FILES = source_files()
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def imports(name: str) -> Iterator[str]:
    """Give what a module imports anywhere, also in functions and for type checkers only."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full.removeprefix("zoneplan.") in FILES else str(node.module)


def own_imports(name: str) -> set[str]:
    """Give the modules of the package that a module imports."""
    found = {one.removeprefix("zoneplan.") for one in imports(name) if one.split(".")[0] == "zoneplan"}
    return found - {name}


def definitions(name: str) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    """Give the public functions, classes and methods of a module of ours with their qualified names."""
    return definitions_of(TREES[name])


def definitions_of(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    """Give the public functions, classes and methods of a module with their qualified names."""
    stack: list[tuple[str, ast.Module | ast.ClassDef]] = [("", tree)]
    while stack:
        prefix, holder = stack.pop()
        for node in holder.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                yield f"{prefix}{node.name}", node
                if isinstance(node, ast.ClassDef):
                    stack.append((f"{prefix}{node.name}.", node))


def is_overload(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Tell whether a definition only states a signature."""
    return any(isinstance(one, ast.Name) and one.id == "overload" for one in node.decorator_list)


def is_command(node: ast.FunctionDef) -> bool:
    """Tell whether a function is a command of the command line, whose errors are exit codes."""
    called = [one.func for one in node.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Attribute) and one.attr == "command" for one in called)


def raised(function: ast.FunctionDef) -> Iterator[ast.Raise]:
    """Give the errors that a function raises itself, not in a function inside it."""
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield node
        if not isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            stack.extend(ast.iter_child_nodes(node))


def test_every_module_stands_on_one_floor() -> None:
    """The table names every module of the package once, and no other."""
    assert sorted(FILES) == sorted(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_imports_only_go_down(name: str) -> None:
    """A module imports what stands before it in the table, so no two import each other."""
    allowed = set(ORDER[: ORDER.index(name)])
    if name not in BESIDE:
        allowed -= set(BESIDE)
    assert set() == own_imports(name) - allowed


def test_no_module_is_a_junk_drawer() -> None:
    """A file's name answers what lives there."""
    assert set() == JUNK & {part for name in FILES for part in name.split(".")}


@pytest.mark.parametrize("name", FILES)
def test_a_library_is_imported_where_it_belongs(name: str) -> None:
    """Each third-party library has its module, and the others do without it."""
    used = {one.split(".")[0] for one in imports(name)}
    assert set() == {
        library for library, modules in ONLY_IN.items() if library in used and name not in modules
    }
    assert used <= sys.stdlib_module_names | ONLY_IN.keys() | {"attrs", "zoneplan"}


@pytest.mark.parametrize(
    "name", [name for name in FILES if not name.startswith("formats.") and name not in MAY_OPEN_FILES]
)
def test_the_domain_opens_no_file_and_reads_no_clock(name: str) -> None:
    """Only the edges touch the system."""
    used = {one.split(".")[0] for one in imports(name)}
    calls = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute))
    }
    assert set() == used & SYSTEM
    assert set() == calls & {
        "open",
        "now",
        "today",
        "getenv",
        "read_text",
        "write_text",
        "read_bytes",
        "write_bytes",
    }


def printed(code: str) -> str:
    """Give what a program prints in a fresh interpreter."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def newly_imported(code: str) -> set[str]:
    """Give the modules that a fresh interpreter imports for a program."""
    return set(
        printed(
            f"import sys; before = set(sys.modules)\n{code}\nprint(*(sys.modules.keys() - before))"
        ).split()
    )


def test_importing_zoneplan_imports_no_more_than_needed() -> None:
    """Nothing else of ours, and nothing of others, is imported before it is asked for."""
    found = {
        name
        for name in newly_imported("import zoneplan")
        if name.split(".")[0] not in sys.stdlib_module_names
    }
    assert {"zoneplan"} == found


def test_whoever_makes_a_plan_waits_for_no_answer() -> None:
    """Rules, rollups and verdicts, and what reads files, are imported once somebody asks for them.

    What stands on the floor of questions and is needed for a plan is the word for missing data, and
    how places are looked up.
    """
    code = """\
from zoneplan import Figure, Metric, Observation, Plan, read_plan, write_plan
gdp = Metric(id="gdp", name="生产总值", unit="亿元", kind="flow")
stated = Observation(metric="gdp", period=2024, figure=Figure.parse("5亿元"))
plan = Plan(id="p", name="规划", metrics=[gdp], observations=[stated])
plan.outline, plan.ledger.metric("gdp")
"""
    found = newly_imported(code)
    asked = {name for name in FLOORS[3] if f"zoneplan.{name}" in found}
    edges = {name for name in FLOORS[5] if f"zoneplan.{name}" in found}
    assert {"coverage", "subjects"} == asked
    assert {"files"} == edges
    assert set() == found & {"cattrs", "click", "hypothesis", "pint", "yaml", "zoneplan.phrases"}


def test_whoever_reads_a_plan_waits_for_no_answer(tmp_path: Path) -> None:
    """Reading a plan file imports what reads it, and none of the rules, rollups and verdicts either."""
    path = tmp_path / "plan.yaml"
    path.write_text(
        "id: p\nname: 规划\nmetrics: [{id: gdp, name: 生产总值, unit: 亿元, kind: flow}]\n", "utf-8"
    )
    found = newly_imported(f"import zoneplan; zoneplan.read_plan({str(path)!r})")
    assert {"coverage", "subjects"} == {name for name in FLOORS[3] if f"zoneplan.{name}" in found}


@pytest.mark.parametrize("args", [["--help"], ["check", "--help"], ["check", "plan.yaml"]])
def test_who_checks_a_plan_waits_for_no_library_of_tables(
    args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help and the check of a plan file import nothing that frames, workbooks, documents and editors take."""
    (tmp_path / "plan.yaml").write_text("id: p\nname: 规划\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    code = f"""\
import contextlib, io
from zoneplan.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main({args!r})
"""
    found = newly_imported(code)
    assert "zoneplan.cli" in found
    assert set() == found & EXTRAS


def test_formats_know_no_plan() -> None:
    """What reads and writes files of some format knows values and other formats, and nothing of plans."""
    formats = {name for name in FILES if name.split(".")[0] == "formats"}
    known = {*FLOORS[0], *FLOORS[1], *formats}
    assert set() == {other for name in formats for other in own_imports(name)} - known


def test_everything_public_needs_neither_pint_nor_cattrs() -> None:
    """Even whoever asks for every name pays for no library that only some uses need."""
    found = newly_imported("from zoneplan import *")
    assert set() == found & {"cattrs", "click", "hypothesis", "pint", "yaml", "z3"}


def test_a_star_import_gives_every_public_name() -> None:
    """`from zoneplan import *` gives what `__all__` lists, though nothing was imported before."""
    code = "had = {'had', *globals()}\nfrom zoneplan import *\nprint(*sorted(globals().keys() - had))"
    assert sorted(zoneplan.__all__) == printed(code).split()


def test_importing_zoneplan_changes_no_global_state() -> None:
    """The decimal context and pint's application registry stay as they were."""
    code = """\
import decimal, pint
before = str(decimal.getcontext()), pint.get_application_registry().get()
import zoneplan
zoneplan.Figure(1, "亿元").quantity
print(before == (str(decimal.getcontext()), pint.get_application_registry().get()))
"""
    assert "True\n" == printed(code)


def test_strategies_are_imported_when_asked_for() -> None:
    """`zoneplan.strategies` is there, though it is not imported with the package."""
    assert isinstance(zoneplan.strategies, ModuleType)
    with pytest.raises(AttributeError) as caught:
        _ = zoneplan.strategy
    assert "module 'zoneplan' has no attribute 'strategy'" == str(caught.value)


def test_the_front_door_is_sorted_and_documented() -> None:
    """Every public name is there once, in order, with a docstring of its own."""
    assert sorted(zoneplan.__all__, key=lambda name: (name.islower(), name)) == zoneplan.__all__
    undocumented = [name for name in zoneplan.__all__ if not getattr(zoneplan, name).__doc__]
    assert [] == undocumented


def homes() -> list[tuple[str, str]]:
    """Give each row of the front door's table as it is written: the name, and the module it lives in."""
    (table,) = (
        node.value
        for node in TREES["zoneplan"].body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "_HOMES"
    )
    assert isinstance(table, ast.Dict)
    return [
        (ast.literal_eval(key), ast.literal_eval(home))
        for key, home in zip(table.keys, table.values, strict=True)
        if key
    ]


def test_the_table_has_every_public_name_once() -> None:
    """The table of the front door lists `__all__` in its order, and `strategies`, which needs an extra."""
    names = [name for name, _ in homes()]
    assert zoneplan.__all__ == [name for name in names if name != "strategies"]
    assert 1 == names.count("strategies")
    assert sorted(names, key=lambda name: (name.islower(), name)) == names


@pytest.mark.parametrize(("name", "home"), homes())
def test_a_public_name_lives_where_the_table_says(name: str, home: str) -> None:
    """Each name is a module, or a class or function that its module defines."""
    module = importlib.import_module(home)
    found = getattr(zoneplan, name)
    if isinstance(found, ModuleType):
        assert (module, f"zoneplan.{name}") == (found, home)
    elif isinstance(found, UnionType):  # a closed set of classes, which knows no module
        assert getattr(module, name) is found
    else:
        assert (getattr(module, name), found.__module__) == (found, home)


def test_type_checkers_see_what_the_table_gives() -> None:
    """The imports for type checkers name the same modules as the table, `strategies` apart."""
    (block,) = (node for node in TREES["zoneplan"].body if isinstance(node, ast.If))
    seen = {
        alias.name: f"zoneplan.{alias.name}" if node.module == "zoneplan" else node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "zoneplan"
        for alias in node.names
    }
    assert dict(homes()) == {**seen, "strategies": "zoneplan.strategies"}


def test_the_front_door_lists_what_was_not_asked_for() -> None:
    """`dir` and `help` show every public name, `dir` no other, though nothing was imported before."""
    listed = printed("import zoneplan; print(*dir(zoneplan))").split()
    helped = printed("import zoneplan; help(zoneplan)")
    assert sorted(zoneplan.__all__) == listed
    assert sorted(zoneplan.__all__) == dir(zoneplan)
    assert [] == [name for name in zoneplan.__all__ if name not in helped]


def test_threads_that_ask_at_once_get_the_same() -> None:
    """Names that many threads ask for first, each in another order, are the same objects in all of them."""
    code = """\
import random, threading, zoneplan
start, found = threading.Barrier(8), []
def ask(number):
    names = random.Random(number).sample(zoneplan.__all__, len(zoneplan.__all__))
    start.wait()
    found.append({name: getattr(zoneplan, name) for name in names})
threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(found), all(one[name] is found[0][name] for one in found for name in zoneplan.__all__))
"""
    assert "8 True\n" == printed(code)


def test_a_value_is_unpickled_where_nothing_was_imported() -> None:
    """A pickle names the module a class lives in, so a fresh interpreter needs no import before it."""
    pickled = pickle.dumps(zoneplan.Plan(id="p", name="规划", period="2023-2025"))
    code = f"import pickle; print(ascii(pickle.loads({pickled!r}).name))"
    assert ascii("规划") == printed(code).strip()


@pytest.mark.parametrize("name", [name for name in ORDER if name != "__main__"])
def test_a_module_offers_what_it_says(name: str) -> None:
    """Every name in a module's `__all__` is defined in it."""
    module = importlib.import_module("zoneplan" if name == "zoneplan" else f"zoneplan.{name}")
    assert [] == [one for one in getattr(module, "__all__", ()) if not hasattr(module, one)]


@pytest.mark.parametrize("name", FILES)
def test_what_is_public_has_a_docstring(name: str) -> None:
    """Every module, and every public function, class and method says what it does."""
    missing = [
        full for full, node in definitions(name) if not is_overload(node) and ast.get_docstring(node) is None
    ]
    assert ast.get_docstring(TREES[name])
    assert [] == missing


@pytest.mark.parametrize("name", FILES)
def test_what_raises_says_so(name: str) -> None:
    """Every public function that raises an error itself has a section on when."""
    silent = [
        full
        for full, node in definitions(name)
        if isinstance(node, ast.FunctionDef)
        and any(raised(node))
        and not is_command(node)
        and "Raises:" not in (ast.get_docstring(node) or "")
    ]
    assert [] == silent


@pytest.mark.parametrize("name", FILES)
def test_functions_are_short(name: str) -> None:
    """No function is longer than a screen, its docstring apart."""
    long = []
    for full, node in definitions(name):
        if isinstance(node, ast.FunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            if (node.end_lineno or 0) - first.lineno >= 60:
                long.append(full)
    assert [] == long
