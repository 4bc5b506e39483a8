"""The pages of help in Chinese: each command and option by the first sentence of its English help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from zoneplan import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["OPTIONS", "PAGES", "first_sentence", "page", "wrapped"]

PAGES: Final[Mapping[str, str]] = {
    "Check a development zone's plan, show it, roll its figures up and follow it.": (
        "检查开发区规划，列出内容，汇总数据，跟踪进展。\n\n"
        "FILE 是 YAML、JSON 或工作簿（.xlsx）格式的规划；'-' 表示从标准输入读取。\n\n"
        "退出码：0 正常，1 规划有错误，2 用法有误。"
    ),
    "Judge the plan in FILE and print what was found.": (
        "检查 FILE 中的规划，列出发现的问题。\n\n"
        "错误和警告全部列出，提示按代码列出。最后几行给出规划的组成，以及已检查和无法检查的项数。"
    ),
    "Print the relations of the plan in FILE with their verdicts.": (
        "列出 FILE 中规划的关系及其结论。\n\n"
        "关系是占比、增速、合计等把几个数联系起来的说法。不一致的逐项展开：每个数可能的值、由其余数推算的值、"
        "以及如何才能成立。最后几行统计各种结论，未能核对的关系另计。\n\n"
        "有关系不一致，或几条关系合起来不能同时成立时，退出码为1。"
    ),
    "Print the plan in FILE: its tree, metrics, entries and sources.": (
        "列出 FILE 中的规划：结构、指标、数据与目标、来源。\n\n"
        "用 --json 时，键 'plan' 下是 `Plan.from_dict` 可读的内容，另有文档的 'version'。"
    ),
    "Roll each METRIC of the plan in FILE up.": (
        "汇总 FILE 中规划的各个指标 METRIC。\n\n"
        "每个方案和行动一行：由最末一级算出的数及其可能的值、自报数、自报数减汇总数、应报和已报的个数。"
        "缺的数写作一横，不写作0。\n\n"
        "数据表不论多大，可用 --observations FILES 代替 FILE 汇总到文件；"
        "用法见 `zoneplan rollup --observations FILES --help`。"
    ),
    "Roll observations up along an outline, into a file.": (
        "沿层级汇总数据表，写入文件。\n\n"
        "各个指标 METRIC（不写则为规划的全部指标）的汇总规则与规划相同，不能汇总的同样拒绝；"
        "数据和结果都不必装入内存。文件整体写成，否则完全不写；写成之前旧文件保持原样。\n\n"
        "输出行数、时期、已报个数，以及结果的摘要。"
    ),
    "Print how the targets of the plan in FILE stand as of a day.": (
        "列出 FILE 中规划的目标截至某日的进展。\n\n"
        "每个目标一行：目标、最近上报数、完成率、序时进度、差距（百分点）。"
        "其下写明其余部分需要怎样的进度，以及什么无法判断、为什么。"
        "没有上报的只降低各项平均旁所写的覆盖面，不降低平均本身。\n\n"
        "目标完成得如何，退出码都是0：未达到目标不是规划的错误。"
    ),
    "Print the deadlines and milestones of the plan in FILE.": (
        "列出 FILE 中规划的时限和节点。\n\n"
        "这是截至某日的台账。每个事项一行，写明状态：未到期、逾期、重新打开、完成、已销号等。"
        "该日之后的内容一概不用；没有上报完成的，如实写明。\n\n"
        "有无逾期，退出码都是0：逾期不是规划的错误。"
    ),
    "Write a report of the plan in FILE as of a day.": (
        "写出 FILE 中规划截至某日的简报：网页、文档或工作簿。\n\n"
        "格式由输出文件的扩展名决定：.html、.docx 或 .xlsx；'-' 输出网页。"
        "主要数据、结构、指标、路径、资金、亮灯、日程、检查结果和数据出处依次列出；"
        "该日之后的内容一概不用。\n\n"
        "规划有错误时简报照写，并在其中列出，退出码仍为0。"
    ),
    "Print the script that completes commands and options in SHELL.": (
        "输出 SHELL 的补全脚本：命令、选项和文件名。\n\n"
        'bash：在 ~/.bashrc 中写 eval "$(zoneplan completion bash)"\n\n'
        'zsh：在 ~/.zshrc 中写 eval "$(zoneplan completion zsh)"\n\n'
        "fish：把脚本写入 ~/.config/fish/completions/zoneplan.fish"
    ),
    "Print the JSON Schema of plan files, or write it to FILE.": (
        "输出规划文件的 JSON Schema，或写入 FILE。\n\n"
        "编辑器读取后可补全键和用词，并标出写法有误之处。规划在第一行（JSON 在键 $schema 下）写明它；"
        "参见 `zoneplan template`。\n\n"
        "输出的就是 JSON；用 --json 时放在键 'schema' 下，另有文档的 'version'。"
    ),
    "Write an invented plan to FILE, to start from.": (
        "把一份虚构的规划写入 FILE，作为起点。\n\n"
        "其中有规划的各个部分及说明。FILE 的扩展名为 .yaml、.yml、.json 或 .xlsx；'-' 输出 YAML。\n\n"
        "YAML 的第一行（JSON 的键 $schema）写明同一文件夹中的 plan.schema.json，供编辑器核对；"
        "用 `zoneplan schema -o plan.schema.json` 写出，不访问网络。工作簿的说明和可选用词写在单元格中。"
    ),
    "Write the plan in FROM to TO, in the format that TO ends in.": (
        "把 FROM 中的规划写入 TO，格式由 TO 的扩展名决定。\n\n"
        "FROM 的扩展名为 .yaml、.yml、.json 或 .xlsx，或是本命令写出的 CSV 文件夹；'-' 读取标准输入。"
        "TO 还可以是 .docx；以 '/' 结尾的是新的 CSV 文件夹；'-' 输出 YAML。\n\n"
        "TO 容纳不下的内容逐项列出：注释，以及 Word 文档的表格未写出的内容。"
        "文件照写，退出码为0；用 --strict 时为1。"
    ),
    "Check many plans at once.": "一次检查多份规划。",
    "Judge every plan in FOLDER by itself, then all of them together.": (
        "逐份检查 FOLDER 中的规划，再把各份放在一起检查。\n\n"
        "读取文件夹中扩展名为 .yaml、.yml、.json 和 .xlsx 的文件；FOLDER 也可以是文件。"
        "不是规划的文件会写明，不影响其他文件的检查。\n\n"
        "有文件不是规划，或在某份规划中、各规划之间发现错误时，退出码为1。"
    ),
}
"""The Chinese page of each command, by the first sentence of the English one."""

OPTIONS: Final[Mapping[str, str]] = {
    "Show the version and exit.": "显示版本。",
    "Show this message and exit.": "显示本说明。",
    "Print one JSON document and nothing else.": "只输出一份 JSON。",
    "Language of every command.": "各命令所用的语言。",
    "Language of sentences, headings and counts.": "语句、标题和计数所用的语言。",
    "Let warnings, too, give exit code 1.": "有警告时退出码也为1。",
    "Let what TO cannot hold give exit code 1.": "TO 有容纳不下的内容时退出码为1。",
    "Judge all relations at once as well: can every figure be true? Needs the extra 'prove'.": (
        "同时核对所有关系：全部数据能否同时成立？需安装 zoneplan[prove]。"
    ),
    "Seconds for each group of figures that hang together, with --together.": (
        "与 --together 合用：每组相互关联的数据最多用几秒。"
    ),
    "Print all advice, and every check that could not be made with its reason.": (
        "列出全部提示，以及每项无法检查的内容和原因。"
    ),
    "Show the lines of the file that findings are about; on a terminal this is usual.": (
        "写出问题所在的原文行；在终端上默认如此。"
    ),
    "Lay the consistent relations open as well.": "一致的关系也逐项展开。",
    "Period, such as 2025, 2025Q1 or 2023-2025; needed when several are reported.": (
        "时期，例如 2025、2025Q1 或 2023-2025；有几个时期的数据时必填。"
    ),
    "Period, such as 2025 or 2023-2025; needed when several are reported.": (
        "时期，例如 2025 或 2023-2025；有几个时期的数据时必填。"
    ),
    "What the figures are; needed like --period.": "数据的方面；有几个方面的数据时必填。",
    "What a leaf that did not report means: no total, a total of the others, or zero.": (
        "最末一级未填报时：不给合计、合计其余，或按0计。"
    ),
    "Metric that coverage is weighed by.": "覆盖面按哪个指标加权。",
    "Print the tree behind a node's figure, or behind the whole plan's; write it last, or as "
    "--explain=NODE.": (
        "列出某个节点（不写则为全规划）的数由哪些数算出；请写在最后，或写作 --explain=NODE。"
    ),
    "The day, such as 2024-06-30, or a period at whose end it lies: 2024-06, 2024Q2, 2024.": (
        "截至哪一日，例如 2024-06-30；或写时期，取其末日：2024-06、2024Q2、2024。"
    ),
    "What targets are weighed by in means: the id of a metric, or all the same.": (
        "平均时各目标的权重：指标的编号，或 evenly（相同）。"
    ),
    "Rules to give status lights by: an id of the plan's light_rules, or of published ones such as "
    "yinchuan-2025.": "亮灯规则：规划中亮灯规则的编号，或已发布规则的编号，例如 yinchuan-2025。",
    "In means, count a completion above 100 % as 100 %.": "平均时超过100%的完成率按100%计。",
    "Print what each number is from as well.": "同时写出每个数的出处。",
    "Print the tree of the plan with what each part has come to, instead of tables.": (
        "按规划的结构列出各部分的状态，不列表格。"
    ),
    "List what is done or closed, and what has no deadline, as well.": "已完成、已销号的和没有时限的也列出。",
    "File to write: .html, .docx or .xlsx; '-' prints the page.": (
        "要写的文件：.html、.docx 或 .xlsx；'-' 输出网页。"
    ),
    "Word document of the office to fill, with -o FILE.docx.": (
        "要填入的本单位 Word 模板，与 -o FILE.docx 合用。"
    ),
    "Title of the report; the name of the plan unless said.": "简报的标题；不写则用规划的名称。",
    "Replace a file that is there already.": "替换已有的文件。",
    "File to write; standard output unless said.": "要写的文件；不写则输出到标准输出。",
    "Read the folders in FOLDER too.": "同时读取 FOLDER 中的文件夹。",
    "Print advice as well.": "提示也列出。",
    "Parquet or CSV files, such as 'data/*.parquet'; quoted, so that the shell leaves the * alone.": (
        "Parquet 或 CSV 文件，例如 'data/*.parquet'；请加引号，以免 shell 展开 *。"
    ),
    "Parquet or CSV file with the columns node and parent.": "Parquet 或 CSV 文件，有 node 和 parent 两栏。",
    "Plan whose metrics they are.": "指标所在的规划。",
    "File to write, .parquet or .csv; replaced whole.": "要写的文件，.parquet 或 .csv；整体替换。",
    "A row for each such part of the period.": "按时期内的月、季、半年或年各列一行。",
    "What adds the observations up; Spark needs the extra 'spark'.": (
        "用什么汇总；Spark 需安装 zoneplan[spark]。"
    ),
    "The most memory to use, such as 500MB; only with DuckDB.": "最多用多少内存，例如 500MB；只用于 DuckDB。",
    "Threads for DuckDB; one a core unless said.": "DuckDB 的线程数；不写则每核一个。",
}
"""What each option does, by its English help."""

_EXTRAS: Final = (
    ("default: ", "默认："), ("required", "必填"), ("env var: ", "环境变量："), ("; ", "；"),
)  # fmt: skip
_COLUMN: Final = 30
_OPENING: Final = "([{（《“"
_CLOSING: Final = ")]}）》”，。；：、？！"


def first_sentence(text: str) -> str:
    """Give the first sentence of an English page of help, without its line breaks.

    Args:
        text: The page.
    """
    return " ".join(text.partition("\n\n")[0].split())


def page(command: Any, context: Any, columns: int) -> str:
    """Give the page of help of a command.

    Args:
        command: The command.
        context: What is known of it.
        columns: How wide the page may be.
    """
    return "".join(f"{line}\n" for line in _lines(command, context, columns))


def _lines(command: Any, context: Any, columns: int) -> Iterator[str]:
    pieces = [_called(one) for one in command.collect_usage_pieces(context)]
    usage = f"用法：{' '.join([context.command_path, *pieces])}"
    yield from wrapped(usage, columns, then=6)
    for paragraph in _page_of(command).split("\n\n"):
        yield ""
        yield from (f"  {line}" for line in wrapped(paragraph, columns - 2))
    options = [one for one in command.get_params(context) if one.param_type_name == "option"]
    records = [(param, param.get_help_record(context)) for param in options]
    rows = [(record[0], _option(param, record[1])) for param, record in records if record is not None]
    yield from _section("选项：", rows, columns)
    names = command.list_commands(context) if hasattr(command, "list_commands") else ()
    commands = [(name, _page_of(command.get_command(context, name)).partition("。")[0]) for name in names]
    yield from _section("命令：", commands, columns)


def _called(piece: str) -> str:
    for english, chinese in (("OPTIONS", "选项"), ("COMMAND [ARGS]...", "命令 [参数]...")):
        piece = piece.replace(english, chinese)
    return piece


def _page_of(command: Any) -> str:
    """Give a command's page; one without a Chinese page has its English one."""
    english = (command.help or "").strip()
    return PAGES.get(first_sentence(english)) or english


def _option(param: Any, record: str) -> str:
    """Give what an option does, with its default and whether it is needed."""
    english = " ".join((getattr(param, "help", None) or "").split())
    extra = record.partition("  [")[2] if "  [" in record else record.removeprefix(english).strip(" [")
    chinese = OPTIONS.get(english, english)
    if not extra:
        return chinese
    for word, word_zh in _EXTRAS:
        extra = extra.replace(word, word_zh)
    return f"{chinese} [{extra}"


def _section(heading: str, rows: list[tuple[str, str]], columns: int) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield heading
    left = min(_COLUMN, max(layout.width(name) for name, _ in rows) + 2)
    left = left if columns >= 2 * _COLUMN else 4
    for name, said in rows:
        first, *others = wrapped(said, max(columns - left - 2, 10)) or [""]
        if layout.width(name) > left - 2:
            yield f"  {name}"
            yield f"{' ' * (left + 2)}{first}"
        else:
            yield f"  {layout.padded(name, left)}{first}"
        yield from (f"{' ' * (left + 2)}{line}" for line in others)


# -- lines --------------------------------------------------------------------------------------


def wrapped(text: str, columns: int, *, then: int = 0) -> list[str]:
    """Break a text into lines: at blanks, and between Chinese characters but not before a closing sign.

    >>> wrapped("检查规划，列出 plan.yaml 中的问题。", 12)
    ['检查规划，列', '出 plan.yaml', '中的问题。']

    Args:
        text: The text.
        columns: How wide a line may be; a word that is wider stands alone.
        then: How many blanks lines after the first begin with.
    """
    lines: list[str] = []
    line = ""
    for word in _words(text):
        room = columns - (then if lines else 0)
        if line and layout.width(line + word.rstrip()) > room:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    lines.append(line.rstrip())
    return [lines[0], *(f"{' ' * then}{line}" for line in lines[1:])]


def _words(text: str) -> list[str]:
    """Give the pieces that a line may be broken between, closing signs with what they close."""
    pieces = re.findall(
        rf"[{re.escape(_OPENING)}]*(?:[^\x00-\x7f]|[\x21-\x7e]+)[{re.escape(_CLOSING)}]*|\s+", text
    )
    return [piece for piece in pieces if piece]
