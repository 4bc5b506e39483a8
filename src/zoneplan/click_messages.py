"""What the library behind the command line says of wrong use, in Chinese.

It says so in English alone, in sentences made of templates; each template here has its Chinese twin. A
sentence that none of them makes stays English, which is better than a wrong one.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["TEMPLATES", "in_chinese"]

TEMPLATES: Final = {
    "Invalid value for {name}: {message}": "{name} 的值不对：{message}",
    "Invalid value: {message}": "值不对：{message}",
    "Missing argument {name}.": "缺少参数 {name}",
    "Missing option {name}.": "缺少选项 {name}",
    "Missing option {name}. Choose from:{choices}": "缺少选项 {name}，可选：{choices}",
    "Missing command.": "缺少命令",
    "No such option {name}.": "没有选项 {name}",
    "No such option {name}. {message}": "没有选项 {name}；{message}",
    "No such command {name}.": "没有命令 {name}",
    "No such command {name}. {message}": "没有命令 {name}；{message}",
    "Did you mean {possibility}?": "是否应为 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是否应为下列之一：{possibilities}？",
    "Got unexpected extra argument ({args})": "多了参数（{args}）",
    "Got unexpected extra arguments ({args})": "多了参数（{args}）",
    "Option {name} requires an argument.": "选项 {name} 后面要写一个值",
    "Option {name} requires {nargs} arguments.": "选项 {name} 后面要写{nargs}个值",
    "Option {name} does not take a value.": "选项 {name} 不带值",
    "{value} is not one of {choices}.": "{value} 不是下列之一：{choices}",
    "{value} is not a valid integer.": "{value} 不是整数",
    "{value} is not a valid integer range.": "{value} 不是整数",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内",
    "File {filename} does not exist.": "文件 {filename} 不存在",
    "Directory {filename} does not exist.": "文件夹 {filename} 不存在",
    "Path {filename} does not exist.": "路径 {filename} 不存在",
    "File {filename} is a directory.": "{filename} 是文件夹，不是文件",
    "Path {filename} is a directory.": "{filename} 是文件夹",
    "Directory {filename} is a file.": "{filename} 是文件，不是文件夹",
    "File {filename} is not readable.": "文件 {filename} 不可读",
    "Path {filename} is not readable.": "路径 {filename} 不可读",
    "File {filename} is not writable.": "文件 {filename} 不可写",
    "Path {filename} is not writable.": "路径 {filename} 不可写",
    "Try {command} for help.": "用 {command} 查看说明。",
    "Usage: {usage}": "用法：{usage}",
    "--json gives records and --explain a tree; ask for one of them": "--json 与 --explain 请只用其一",
}
"""Each sentence with its Chinese twin; names in braces stand for what is in it."""

_FORMS: Final = tuple(
    (re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(form)), re.DOTALL), chinese)
    # A sentence that begins with a value may be the whole of another one with something before it.
    for form, chinese in sorted(TEMPLATES.items(), key=lambda row: (row[0][0] == "{", row[0].count("{")))
)


def in_chinese(sentence: str) -> str:
    """Give a sentence about wrong use in Chinese; one that is not known as it is.

    >>> in_chinese("Invalid value for '--lang': 'fr' is not one of 'en', 'zh'.")
    "'--lang' 的值不对：'fr' 不是下列之一：'en', 'zh'"

    Args:
        sentence: The sentence in English.
    """
    for form, chinese in _FORMS:
        if (found := form.fullmatch(sentence)) is not None:
            inside = found.groupdict()
            if "message" in inside:
                inside["message"] = in_chinese(inside["message"])
            return chinese.format(**inside)
    return sentence
