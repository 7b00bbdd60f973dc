"""Java on a reader's own program, by the launcher."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from arignote import java
from arignote.checkout.set_up import BUILT, class_path
from arignote.kernelspec import VECTORS, version
from arignote.tutorials import PACKAGE

PROGRAM = """
import static arignote.Arignote.*;
import arignote.*;

class Program {
    public static void main(String[] args) {
        Expr x = T.vector("x");
        System.out.println(function(inputs(x), outputs(T.sum(x))).applyAsDouble(new double[] {1, 2}) + " " + args.length
                + " " + ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                + " " + Program.class.getResource("/mine.txt"));
    }
}
"""


@pytest.fixture
def jdk() -> Path:
    """The JDK of the launcher's set-up."""
    return Path(BUILT.read_text("utf-8").split()[0])


@pytest.fixture
def library() -> str:
    return class_path()


def test_a_program_gets_library_and_vectors_and_nothing_is_said(jdk: Path, library: str, tmp_path: Path) -> None:
    (tmp_path / "Program.java").write_text(PROGRAM, "utf-8")
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "arignote.java", jdk, library, "-cp", tmp_path, tmp_path / "Program.java", "-cp", "other"],
        capture_output=True,
        text=True,
        check=False,
    )
    has_vectors = version(jdk) < 18 or version(jdk) > 21
    assert ran.stdout == f"3.0 2 {str(has_vectors).lower()} file:{tmp_path}/mine.txt\n"
    assert "arignote" not in ran.stderr
    assert VECTORS not in ran.stderr


def test_without_vectors_one_line_says_how_to_get_them(jdk: Path, library: str, tmp_path: Path) -> None:
    (tmp_path / "Program.java").write_text(PROGRAM, "utf-8")
    ran = subprocess.run(
        [jdk / "bin" / "java", "-cp", library, tmp_path / "Program.java"], capture_output=True, text=True, check=False
    )
    assert ran.stdout.startswith("3.0 0 false")
    said = [line for line in ran.stderr.splitlines() if line.startswith("arignote:")]
    assert len(said) == 1
    assert "--add-modules=jdk.incubator.vector" in said[0] or "take Java 17" in said[0]


def test_an_exit_status_is_the_programs(jdk: Path, library: str, tmp_path: Path) -> None:
    (tmp_path / "End.java").write_text(
        "class End { public static void main(String[] args) { System.exit(7); } }", "utf-8"
    )
    assert subprocess.run([sys.executable, "-m", "arignote.java", jdk, library, tmp_path / "End.java"]).returncode == 7


@pytest.mark.parametrize("option", java.CLASS_PATHS)
def test_a_class_path_of_the_readers_comes_first(jdk: Path, option: str) -> None:
    line = java.command(jdk, "library", ["-Xmx1g", option, "mine", "Main", option, "kept"])
    assert line[line.index("-cp") + 1] == f"mine{os.pathsep}library"
    assert line[-4:] == ["-Xmx1g", "Main", option, "kept"]


def test_class_data_are_taken_for_the_librarys_own_class_path(jdk: Path, tmp_path: Path) -> None:
    jar = tmp_path / "library.jar"
    assert not any("SharedArchiveFile" in word for word in java.command(jdk, str(jar), ["Main"]))
    (tmp_path / "library.jsa").touch()
    assert f"-XX:SharedArchiveFile={tmp_path / 'library.jsa'}" in java.command(jdk, str(jar), ["Main"])
    assert not any("SharedArchiveFile" in word for word in java.command(jdk, str(jar), ["-cp", "mine", "Main"]))


def test_set_up_has_made_class_data_with_the_library(jdk: Path, library: str) -> None:
    line = java.command(jdk, library, ["-Xshare:on", "-Xlog:class+load", str(PACKAGE / "First.java")])
    ran = subprocess.run(line, capture_output=True, text=True, check=True)
    assert "arignote.T source: shared objects file (top)" in ran.stdout
    assert "slope 0.1814" in ran.stdout


@pytest.mark.parametrize("content", [b"", b"no class data at all" * 1000])
def test_class_data_that_do_not_fit_are_left_alone_in_silence(
    jdk: Path, library: str, tmp_path: Path, content: bytes
) -> None:
    jar, *others = library.split(os.pathsep)
    copy = tmp_path / "library.jar"
    copy.write_bytes(Path(jar).read_bytes())
    copy.with_suffix(".jsa").write_bytes(content or Path(jar).with_suffix(".jsa").read_bytes())
    moved = os.pathsep.join([str(copy), *others])
    ran = subprocess.run(
        [sys.executable, "-m", "arignote.java", jdk, moved, PACKAGE / "First.java"], capture_output=True, text=True, check=True
    )
    assert ran.stdout.startswith("slope 0.")
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""
