"""The picture of the rooms in docs/ is the one that the imports give, and shows what it says."""

import re
from pathlib import Path

import rooms


def sources(folder: Path, uses: dict[str, list[str]]) -> Path:
    """One class in each of these folders, with its imports."""
    for place, others in uses.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        imports = "".join(f"import {'static ' * ('*' in other)}arignote.{other};\n" for other in others)
        (folder / place / "A.java").write_text(f"package arignote;\n\n{imports}\nclass A {{}}\n")
    return folder


def arrows(svg: str) -> list[str]:
    return sorted(re.findall(r"<title>(\S+ uses [^<]+)</title>", svg))


def test_the_committed_picture_is_the_one_of_the_imports():
    committed = Path(rooms.__file__).with_suffix(".svg").read_text("utf-8")
    assert committed == rooms.picture(), "draw it anew: python3 docs/rooms.py"


def test_arrows_are_those_of_the_imports_without_those_that_follow(tmp_path):
    svg = rooms.picture(
        sources(tmp_path, {"": ["plot.A"], "expr": ["Expr"], "run": ["expr.A"], "plot": ["expr.A.*", "run.A"]})
    )
    assert arrows(svg) == ["arignote uses plot", "plot uses run", "run uses expr"]


def test_folders_of_a_room_have_arrows_of_their_own(tmp_path):
    svg = rooms.picture(
        sources(tmp_path, {"expr": [], "loop/low": ["expr.A"], "loop/high": ["loop.low.A"], "loop/high/deep": ["loop.low.A"]})
    )
    assert arrows(svg) == ["high uses low", "loop uses expr"]
    height = {name: float(y) for y, name in re.findall(r' y="([\d.]+)" font-size="[\d.]+"[^>]*>(\w+)</text>', svg)}
    assert height["loop"] < height["high"] < height["low"] < height["expr"]


def test_a_circle_is_red(tmp_path):
    svg = rooms.picture(sources(tmp_path, {"expr": [], "run": ["expr.A", "eager.A"], "eager": ["run.A"]}))
    assert [a for a in arrows(svg) if "and" in a] == ["eager uses run, and run uses eager", "run uses eager, and eager uses run"]
    assert svg.count('stroke="#d02020"') == 2
