"""The API pages: comments without a fault, pages that ask the network for nothing."""

import shutil
from pathlib import Path

import pytest
from arignote.checkout.docs import PACKAGES, SOURCES, write
from arignote.checkout.set_up import BUILT, class_path
from arignote.tutorials import Problem


@pytest.fixture(scope="module")
def tools() -> tuple[Path, str]:
    """The JDK of the launcher's set-up, and the class path."""
    return Path(BUILT.read_text("utf-8").split()[0]), class_path()


def test_the_pages_are_written_and_ask_for_nothing(tools, tmp_path, page):
    (tmp_path / "api").mkdir()
    (tmp_path / "api/old.html").touch()
    write(*tools, tmp_path / "api")
    assert not (tmp_path / "api/old.html").exists()
    pages = {"index": "arignote.eager", "arignote/T": "logSoftmax", "arignote/eager/Variable": "backward"}
    for name, said in pages.items():
        page.goto((tmp_path / f"api/{name}.html").as_uri())
        assert said in page.inner_text("body")
    # Debian's JDK 17 leaves out the fonts that its style sheet names.
    assert [wrong for wrong in page.wrong if "asks for" in wrong or "script: " in wrong] == []


@pytest.mark.parametrize(
    "comment, said",
    [
        ("", "no comment"),
        ("/** See {@link Nowhere}. */", "reference not found"),
        ("/** a < b & c. */", "malformed HTML"),
    ],
)
def test_a_fault_in_a_comment_is_told_and_nothing_is_written(tools, tmp_path, comment, said):
    for package in PACKAGES:
        shutil.copytree(SOURCES / package, tmp_path / package, ignore=lambda _, names: [n for n in names if "." not in n])
    (tmp_path / "arignote/eager/Wrong.java").write_text(
        f"package arignote.eager;\n\n/** A class. */\npublic interface Wrong {{\n    {comment}\n    int f();\n}}\n"
    )
    with pytest.raises(Problem, match=f"Wrong.java:[0-9]+: .*{said}") as told:
        write(*tools, tmp_path / "api", tmp_path)
    assert len(str(told.value).splitlines()) <= 3 and not (tmp_path / "api").exists()
