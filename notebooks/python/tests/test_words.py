"""The language of the commands: what they say has a translation, which stands in a file of its own."""

import json
import re
import subprocess
import sys

import pytest
from arignote import doctor, rehearse, run, tutorials, words
from arignote.installed import USAGE
from arignote.profiles import Machine, sentence
from arignote.tutorials import PACKAGE, TUTORIALS
from message_texts import ANYTHING, NUMBER, messages

FOLDER = TUTORIALS / "export"
CHINESE = words.of("language=zh-CN", FOLDER)
# What needs no translation, and why.
NONE = {
    "*: *": "a difference of numbers, which authors read",
    "*: * (and * more)": "the same",
    "*, *": "what a kernel says of a cell, which speaks English as it runs for all readers",
    "* is missing; mvn package puts it there": "of a checkout that nobody has built",
    "Python": "a name",
    "Maven": "a name",
    "Chromium": "a name",
    "libatomic": "a name",
    "libatomic.so.1": "a name",
    "Jupyter": "a name",
    "JupyterLab": "a name",
    "Arignote": "a name",
    "DejaVu Sans": "a name",
    "Java (Arignote)": "a name",
    "sudo apt-get install *": "a command",
    "* -m pip install arignote": "a command",
    "./arignote *": "a command, as those that follow",
    "arignote *": "a command",
}
LEFT = re.compile(r"(?<![\w./'-])(?:the|of|is|are|an|which|has|with|needs|its|it|must|not|be|no|and|or|but|from)(?=[.,;:]?(?: |$))")


def exemption(text: str) -> str | None:
    command = re.fullmatch(r"((?:\./)?arignote) (?:kernel|classpath|kernel install --sys-prefix)", text)
    return f"{command[1]} *" if command else text if text in NONE else None


def is_translated(text: str) -> bool:
    """As a whole, with a name or with a number in the place of what is known only later."""
    for anything in ("xq", "7"):
        sample = text.replace(ANYTHING, anything).replace(NUMBER, "7")
        said = CHINESE.said(sample)
        if said != sample and not LEFT.search(re.sub(r"'[^']*'|\"[^\"]*\"", "", said)):
            return True
    return False


def test_each_text_of_the_sources_has_a_translation():
    found = list(messages(PACKAGE)) + [("installed.py", line) for line in USAGE.splitlines() if line]
    found += [("a table", text) for text in (*run.HEADINGS, "agrees", "ran", "failed", "differs", *rehearse.HEADINGS)]
    assert len(found) > 200
    missing, used = [], set()
    for place, text in found:
        if (key := exemption(text)) is not None:
            used.add(key)
        elif re.search("[a-zA-Z]", text) and not is_translated(text):
            missing.append(f"{place}: {text}")
    assert not missing, "texts without a key in launcher.zh-CN.json, or whose words are left in English"
    assert used == set(NONE), "exceptions that nothing needs"


def test_each_key_is_said_somewhere_and_its_signs_come_back():
    table = json.loads((FOLDER / "launcher.zh-CN.json").read_text("utf-8"))
    sources = "".join(path.read_text("utf-8") for path in PACKAGE.glob("*.py"))
    said = re.sub(r'"\s*\n\s*f?"', "", sources).replace('\\"', '"') + "".join(text for _, text in messages(PACKAGE))
    for english, text in table.items():
        parts = [part.strip() for part in re.split(r"[^\w'. -]", english)]
        assert max(parts, key=len) in said, english
        places = [int(place) for place in re.findall(r"\{(\d)\}", text)]
        assert max(places, default=0) <= len(re.findall("[#*]", english)), english
        assert len(re.findall("[#*]", text)) <= len(re.findall("[#*]", english)), english


def test_all_languages_have_the_same_keys():
    tables = [json.loads(path.read_text("utf-8")) for path in FOLDER.glob("launcher.*.json")]
    assert all(table.keys() == tables[0].keys() for table in tables)
    assert {path.name.split(".")[1] for path in FOLDER.glob("launcher.*.json")} == {
        path.name.split(".")[1] for path in FOLDER.glob("errors.*.json")
    }


def test_parts_are_said_in_their_turn_and_what_has_no_translation_stays():
    assert CHINESE.said("mend with: your package manager: maven") == "解决办法：用你的包管理器安装：maven"
    assert CHINESE.said("mine, cell 3: none.png is not there; there is None.png") == "mine，单元格 3：没有 none.png；有 None.png"
    assert CHINESE.said("a cat has no hat") == "a cat has no hat"
    assert CHINESE.said(sentence(Machine(2, 4 << 30), {})) == "reader（2 核，本机内存 4.0 GB）"
    found = sentence(Machine(1, 0, True), {"ARIGNOTE_PROFILE": "class"})
    assert CHINESE.said(found) == "class（设置了 ARIGNOTE_PROFILE；1 核，本容器内存大小不明）"


@pytest.mark.parametrize("flags", ["", "language=en", "floatX=float32", "language=zh-CN,language=en"])
def test_it_is_english_unless_the_setting_says_so(flags):
    english = words.of(flags, FOLDER)
    assert (english.said("interrupted"), english.unknown) == ("interrupted", "")
    assert words.of(" floatX=float32 , language = zh-CN ", FOLDER).said("interrupted") == "已中断"


def test_a_table_keeps_its_columns(monkeypatch, capsys):
    doctor.Report().line("JDK 17 or newer", "17", "")
    doctor.Report().line("Profile", None, "it")
    assert capsys.readouterr().out == "  ok       JDK 17 or newer    17\n  missing  Profile            mend with: it\n"
    monkeypatch.setattr(tutorials, "WORDS", CHINESE)
    doctor.Report().line("JDK 17 or newer", "17", "")
    doctor.Report().line("Profile", None, "it")
    assert capsys.readouterr().out == "  正常     JDK 17 或更新      17\n  缺少     配置               解决办法：it\n"


def test_a_table_of_results_is_aligned_by_what_a_terminal_shows():
    rows = [("tutorial", "cells"), ("1_line", "12")]
    assert words.aligned(rows, "<>") == ["tutorial  cells", "1_line       12"]
    assert words.aligned([("教程", "单元格"), ("1_line", "12")], "<>") == ["教程    单元格", "1_line      12"]


def said_by(*verb: str, flags: str) -> subprocess.CompletedProcess:
    environment = {**tutorials.os.environ, "ARIGNOTE_FLAGS": flags, "PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-m", "arignote", *verb], capture_output=True, text=True, encoding="utf-8", env=environment)


def test_a_command_says_it():
    done = said_by("dance", flags="language=zh-CN")
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith("arignote: 没有命令 'dance'；有 run, ")
    assert said_by("reset", "99", flags="language=zh-CN").stderr.startswith("arignote: 没有教程 '99'；有 ")
    assert said_by("dance", flags="").stderr.startswith("arignote: there is no verb 'dance'; known are run, ")


def test_an_unknown_language_is_told_and_the_rest_is_english():
    done = said_by("dance", flags="language=fr")
    first, second = done.stderr.splitlines()
    assert first == "arignote: setting language is one of en, zh-CN, not 'fr'"
    assert second.startswith("arignote: there is no verb 'dance'")
