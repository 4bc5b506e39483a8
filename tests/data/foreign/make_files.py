"""Make the foreign tables of this folder again, by LibreOffice, openpyxl and python-docx.

Run it in this folder with `python make_files.py`; it needs `soffice` on the path. The README says what each
file imitates, and which figures are invented.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import docx
import openpyxl
from openpyxl.styles import Font

HERE = Path(__file__).parent

# -- LibreOffice ------------------------------------------------------------------------------------

HANZHONG = """<html><head><meta charset="utf-8"></head><body><table>
<tr><td colspan="5"><b>2018年1-8月重点项目进展情况</b></td></tr>
<tr><td colspan="5" align="right">单位：亿元</td></tr>
<tr><th>类别</th><th>项目数（个）</th><th>年度计划投资</th><th>1-8月完成投资</th><th>完成率（%）</th></tr>
<tr><td>合计</td><td>458</td><td>853.8</td><td>622.2</td><td>73</td></tr>
<tr><td>续建</td><td>133</td><td>/</td><td>454.31</td><td>75</td></tr>
<tr><td>新建</td><td>124</td><td>/</td><td>124.06</td><td>64</td></tr>
<tr><td>建成</td><td>50</td><td>/</td><td>40.48</td><td>73</td></tr>
<tr><td>前期</td><td>151</td><td>/</td><td>未上报</td><td>—</td></tr>
<tr><td colspan="5">注：前期项目未单独统计完成投资。</td></tr>
</table></body></html>"""

MINHOU: list[list[str | float]] = [
    ["2023年1-6月重点项目投资完成情况表", "", "", "", "", ""],
    ["", "", "", "", "单位：亿元", ""],
    ["项目类别", "项目名称", "总投资", "年度计划投资", "1-6月完成投资", "完成率"],
    ["全部", "合计", 2944.74, 561.86, 362.32, "=E4/D4"],
    ["在建", "在建项目（185项）", 1330.5, 327.53, 235.8, "=E5/D5"],
    ["计划新开工", "计划新开工项目（157项）", 506.08, 194.54, 101.97, "=E6/D6"],
    ["预备", "预备项目（188项）", 1108.16, 39.78, 24.56, "=E7/D7"],
    ["资料来源：县重点项目办", "", "", "", "", ""],
]
ERRORS: list[list[str | float]] = [
    ["项目名称", "总投资（亿元）", "完成投资（亿元）", "完成率"],
    ["甲项目", 12.5, 5, "=C2/B2"],
    ["乙项目", 0, 0, "=C3/B3"],
]
SECTORS = """地区生产总值构成,,,
,,,单位：亿元
产业,增加值,比上年增长（%）,占比（%）
合计,5380.17,6.1,100
第一产业,30.81,…,0.6
第二产业,2786.07,—,51.8
第三产业,2563.29,—,47.6
"""


def flat_sheet(rows: list[list[str | float]], percent: int) -> str:
    """Write rows as a flat OpenDocument sheet; texts with = are formulas, one column shows percentages."""
    lines = []
    for row in rows:
        cells = []
        for column, cell in enumerate(row):
            style = ' table:style-name="percent"' if column == percent else ""
            if isinstance(cell, str) and cell.startswith("="):
                formula = "".join(f"[.{part}]" if part[:1].isalpha() else part for part in _parts(cell[1:]))
                cells.append(f'<table:table-cell{style} table:formula="of:={formula}"/>')
            elif isinstance(cell, str):
                cells.append(
                    f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
                    if cell
                    else "<table:table-cell/>"
                )
            else:
                cells.append(f'<table:table-cell office:value-type="float" office:value="{cell}"/>')
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return FLAT.format(rows="".join(lines))


def _parts(formula: str) -> list[str]:
    left, right = formula.split("/")
    return [left, "/", right]


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><number:percentage-style style:name="p2"><number:number number:decimal-places="2"
 number:min-decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text>
</number:percentage-style><style:style style:name="percent" style:family="table-cell"
 style:data-style-name="p2"/></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet>
</office:body></office:document>"""


def convert(name: str, content: str, target: str, *options: str) -> None:
    """Let LibreOffice convert a text to a file of this folder."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / name
        source.write_text(content, encoding="utf-8")
        subprocess.run(
            [
                "soffice",
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                *options,
                "--convert-to",
                target,
                "--outdir",
                str(HERE),
                str(source),
            ],
            check=True,
            capture_output=True,
        )


def by_libreoffice() -> None:
    """Make the workbooks that LibreOffice writes."""
    convert("hanzhong.html", HANZHONG, "xlsx:Calc MS Excel 2007 XML", "--infilter=HTML (StarCalc)")
    convert("minhou.fods", flat_sheet(MINHOU, 5), "xlsx")
    convert("errors.fods", flat_sheet(ERRORS, 3), "xlsx")
    convert("sectors.csv", SECTORS, "xlsx", "--infilter=CSV:44,34,76,1")
    convert("old.csv", SECTORS, "xls:MS Excel 97", "--infilter=CSV:44,34,76,1")
    convert("open.csv", SECTORS, "ods", "--infilter=CSV:44,34,76,1")


# -- openpyxl ---------------------------------------------------------------------------------------


def projects() -> None:
    """A list of projects: merged categories, two levels of heads, subtotals, texts for numbers, notes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "重点项目"
    rows: list[list[object]] = [
        ["某开发区重点项目计划表"],
        [None, None, None, None, None, None, None, None, None, None, "单位：万元"],
        [
            "序号",
            "专项",
            "项目名称",
            "建设性质",
            "建设起止年限",
            "总投资",
            "资金来源",
            None,
            None,
            "2024年计划投资",
            "责任单位",
            "备注",
        ],
        [None, None, None, None, None, None, "财政", "专项债", "自筹"],
        [
            1,
            "先进制造",
            "新型显示产业园",
            "新建",
            "2023-2025",
            "１８，５００",
            3500,
            "5,000",
            10000,
            6000,
            "经发局",
        ],
        [2, None, "生物医药中试基地", "续建", "2022-2024", 7200, "-", 2200, 5000, 2400, "科技局、经发局"],
        [None, None, "小计", None, None, 25700, 3500, 7200, 15000, 8400],
        [
            3,
            "城市更新",
            "老旧小区改造",
            "改扩建",
            "2024年",
            4000.5,
            4000.5,
            "/",
            "/",
            4000.5,
            "住建局",
            "民生",
        ],
        [4, None, "地下管网", "新建", "2024—2026年", "约6000", "待定", "待定", "待定", 1000, "住建局"],
        [None, None, "小计", None, None, 10000.5, 4000.5, None, None, 5000.5],
        ["合计", None, None, None, None, 35700.5, 7500.5, 7200, 15000, 13400.5],
        ["注：1.总投资含土地费用；2.资金来源待定的以批复为准。"],
        ["填报单位：经发局", None, None, None, "审核：张某"],
    ]
    for row in rows:
        sheet.append(row)
    for area in (
        "A1:L1",
        "K2:L2",
        "G3:I3",
        "B5:B7",
        "B8:B10",
        "A11:E11",
        "A12:L12",
        *(f"{c}3:{c}4" for c in "ABCDEFJKL"),
    ):
        sheet.merge_cells(area)
    sheet["A1"].font = Font(bold=True)
    book.save(HERE / "projects.xlsx")


def indicators() -> None:
    """An indicator table: two levels of heads, percent cells, bounds in words, a hidden row, a footnote."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "主要指标"
    for row in [
        ["专栏1  “十三五”主要指标", *[None] * 6],
        ["类别", "指标", "单位", "2015年", "规划目标", None, "属性"],
        [None, None, None, None, "2020年", "年均增速（%）[累计]", None],
        ["经济发展", "地区生产总值", "亿元", 300.41, 469.5, 9.3, "预期性"],
        [None, "财政收入", "亿元", 27.2, 42.6, 9.4, "预期性"],
        [None, "（内部）备选指标", "亿元", 1, 2, 3, "预期性"],
        ["结构效益", "服务业增加值占地区生产总值比重", "%", 0.302, 0.436, "〔13.4〕", "预期性"],
        ["绿色发展", "空气质量优良天数占比", "%", 0.779, "完成市政府下达目标", "/", "约束性"],
        ["注：〔〕内为五年累计数。", *[None] * 6],
    ]:
        sheet.append(row)
    for area in ("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3", "A4:A6", "A9:G9"):
        sheet.merge_cells(area)
    for cell in ("D7", "E7", "D8"):
        sheet[cell].number_format = "0.0%"
    sheet.row_dimensions[6].hidden = True
    book.create_sheet("草稿").sheet_state = "hidden"
    book.save(HERE / "indicators.xlsx")


def sections() -> None:
    """A list in sections whose lines hold their sums, heads printed again, dates, and a wrong total."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "项目清单"
    heads = [
        "序号",
        "项目名称",
        "总投资\n（亿元）",
        "截至上年底累计完成投资（亿元）",
        "开工时间",
        "完成时限",
        "牵头单位",
        "配合单位",
    ]
    for row in [
        heads,
        ["总计", None, 32.8, 9.4, None, None, None, None],
        ["一", "产业项目（2个）", 20.3, 6.4, None, None, None, None],
        [1, "集成电路封测", 15, 6.4, None, "2025年12月底前", "工信局", "发改局\n财政局"],
        [2, "冷链物流园", 5.3, 0, "2024年3月", 2026, "商务局", "无"],
        heads,
        ["二", "基础设施（1个）", 10, 3, None, None, None, None],
        [3, "快速路改造", 10, 3, 45352, "长期", "住建局", "交通局"],
        [None, "其中：征地拆迁", 4, "…", None, None, None, None],
        [None, "  　　　管线迁改", 2.5, None, None, None, None, None],
    ]:
        sheet.append(row)
    sheet["E4"] = 45000
    sheet["E4"].number_format = "yyyy/m/d"
    book.create_sheet("附表").append(["无表"])
    book.save(HERE / "sections.xlsx")


def formulas() -> None:
    """A sum that no program has computed, and two units that contradict each other."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "汇总"
    for row in [
        ["单位：万元", None, None],
        ["项目名称", "总投资（亿元）", "累计完成投资（万元）"],
        ["甲", 1.5, 800],
        ["乙", 2, "0.1亿元"],
        ["合计", "=SUM(B3:B4)", "=SUM(C3:C4)"],
    ]:
        sheet.append(row)
    book.save(HERE / "formulas.xlsx")


# -- others -----------------------------------------------------------------------------------------

WEIGHTS = """省级考核指标权重,,,
序号,指标,权重,数据来源
1,地区生产总值,30,省统计局
2,"财政收入",32,省财政厅
3,"建设项目环评“三同时”执行率",,省环保厅
4,城镇居民人均可支配收入,39,调查总队
,合计,100,
"""


def weights() -> None:
    """Weights that come to 101 beside a total of 100, as Excel on Chinese Windows saves CSV."""
    (HERE / "weights.csv").write_bytes(WEIGHTS.replace("\n", "\r\n").encode("gb18030"))


def responsibilities() -> None:
    """A table of responsibilities in a Word document, its first column merged down."""
    document = docx.Document()
    document.add_paragraph("重点任务责任分工表")
    table = document.add_table(5, 6)
    for row, texts in zip(
        table.rows,
        [
            ["序号", "重点任务", "牵头单位", "责任单位", "配合单位", "完成时限"],
            ["1", "编制产业链图谱", "经发局", "经发局、科技局", "—", "2024年6月底前"],
            ["2", "建设公共服务平台", "科技局", "", "财政局；人社局", "2025年底"],
            ["3", "引进龙头企业3家", "招商局", "各园区", "无", "全年"],
            ["注：排名第一的为牵头单位。", "", "", "", "", ""],
        ],
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    last = table.rows[4].cells
    last[0].merge(last[5])
    document.save(str(HERE / "responsibilities.docx"))


def main() -> None:
    """Make every file."""
    by_libreoffice()
    projects()
    indicators()
    sections()
    formulas()
    weights()
    responsibilities()


if __name__ == "__main__":
    main()
