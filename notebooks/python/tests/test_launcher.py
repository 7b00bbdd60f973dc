"""The launcher, in a copy of the checkout whose path has spaces, with stand-ins for what downloads."""

import os
import shutil
import signal
import subprocess
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from arignote.__main__ import PROGRAMS
from arignote.checkout import set_up
from arignote.tutorials import ROOT, VERSION, Problem

# Each stand-in writes down that it was called. ARRIVES=no is a machine without a network. The launcher itself runs in the
# Python of the tests, which takes the stand-in for its own name.
PYTHON = """#!/bin/bash
case "$*" in
    "-m venv "*) echo venv >>"$CALLS"; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    "-m pip "*)
        echo pip >>"$CALLS"
        sleep "${SLOWLY:-0}"
        [[ $ARRIVES != no ]] || { echo "WARNING: NewConnectionError('Failed to establish')"; exit 1; } ;;
    -c*) ;;
    "-m arignote" | "-m arignote "*) PYTHONHOME=$HOME_OF_PYTHON exec -a "$0" "$REAL_PYTHON" "$@" ;;
    *one_test*) printf '%s\\n' $FOUND; [[ -n $FOUND ]] ;;
    "-m arignote."*) shift; echo "$@" >>"$CALLS" ;;
    *) echo "$@" >>"$CALLS" ;;
esac
"""
MAVEN = """#!/bin/bash
[[ $1 != --version ]] || { echo "Apache Maven 3.9.9"; exit; }
echo mvn "$@" >>"$CALLS"
[[ $ARRIVES != no ]] || { echo "[ERROR] Could not transfer artifact x: Unknown host"; exit 1; }
[[ -z $FOUND ]] || exit "${FAILS:-0}"
while [[ $1 != -f ]]; do shift; done
target=$(dirname "$2")/kernel-lib/target
mkdir -p "$target"
touch "$target/arignote-VERSION.jar"
echo "$target/arignote-VERSION.jar" >"$target/classpath"
""".replace("VERSION", VERSION)


class Checkout:
    """A copy of the checkout, and what was called in it."""

    def __init__(self, folder: Path):
        self.root, self.bin, self.calls = folder / "a check out", folder / "bin", folder / "calls"
        self.bin.mkdir(parents=True)
        self.calls.touch()
        for name, text in (("python3", PYTHON), ("mvn", MAVEN)):
            self.add(name, text)
        self.jdk = folder / "jdk"
        (self.jdk / "bin").mkdir(parents=True)
        (self.jdk / "release").write_text('JAVA_VERSION="17.0.1"\n')
        for name in ("bin/java", "bin/javac"):
            (self.jdk / name).write_text("#!/bin/bash\nexit 1\n")
            (self.jdk / name).chmod(0o755)
        for name in ("arignote", "pom.xml", "kernel-lib/pom.xml", "kernel-lib/src/main", "notebooks/python"):
            source, target = ROOT / name, self.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)

    def add(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def start(self, *words: str, folder: Path | None = None, **variables: str) -> subprocess.Popen:
        python = {"REAL_PYTHON": os.path.realpath(sys.executable), "HOME_OF_PYTHON": sys.base_prefix}
        environment = {
            **os.environ,
            **python,
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "CALLS": str(self.calls),
            "JAVA_HOME": str(self.jdk),
            **variables,
        }
        return subprocess.Popen(
            [self.root / "arignote", *words],
            cwd=folder or self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *words: str, **variables) -> tuple[int, str, str]:
        process = self.start(*words, **variables)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    @property
    def called(self) -> list[str]:
        """What was called to download or to build, and other programs of Python."""
        words = [line.split()[0] for line in self.calls.read_text().splitlines()]
        return [word for word in words if word != "arignote.kernelspec"]


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path)


def test_the_first_use_sets_up_and_the_second_has_nothing_to_do(checkout, tmp_path):
    status, out, err = checkout.run("classpath")
    jar = f"{checkout.root}/kernel-lib/target/arignote-{VERSION}.jar"
    assert (status, out) == (0, f"{jar}:{jar}\n"), err
    assert checkout.called == ["venv", "pip", "mvn"]
    status, again, err = checkout.run("classpath", folder=tmp_path)
    assert (status, again, err) == (0, out, "")
    assert checkout.called == ["venv", "pip", "mvn"]


def test_two_at_once_set_up_once(checkout):
    both = [checkout.start("classpath", SLOWLY="1") for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert sorted(checkout.called) == ["mvn", "pip", "venv"]


def test_a_changed_source_is_built_again(checkout):
    checkout.run("classpath")
    (checkout.root / "kernel-lib/src/main/New.java").write_text("class New {}")
    checkout.run("classpath")
    assert checkout.called.count("mvn") == 2 and checkout.called.count("pip") == 1


def test_without_a_network_the_first_use_says_so_and_leaves_nothing(checkout):
    status, out, err = checkout.run("run", ARRIVES="no")
    assert (status, out) == (1, "")
    assert err.splitlines()[-1] == (
        "arignote: the Python packages could not be downloaded: the first use needs a network"
    )
    assert not (checkout.root / ".venv").exists()


def test_a_library_that_cannot_be_downloaded_is_told(checkout):
    checkout.run("classpath")
    shutil.rmtree(checkout.root / "kernel-lib/target")
    status, _, err = checkout.run("run", ARRIVES="no")
    assert status == 1
    assert err.splitlines()[-1].startswith("arignote: the library's dependencies could not be downloaded")


def test_an_interrupted_set_up_leaves_no_process_and_starts_over(checkout):
    process = checkout.start("classpath", SLOWLY="987")
    deadline = time.monotonic() + 20
    while "pip" not in checkout.called and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(timeout=10) == 130
    assert "987" not in {word for line in commands() for word in line}
    assert not (checkout.root / ".venv").exists()
    assert checkout.run("classpath")[0] == 0


@pytest.mark.parametrize("found", ["/nowhere", "an old one"])
def test_a_wrong_java_home_is_told(checkout, tmp_path, found):
    if found == "an old one":
        found = str(tmp_path)
        (tmp_path / "release").write_text('JAVA_VERSION="11.0.2"\n')
    status, out, err = checkout.run("run", JAVA_HOME=found)
    assert (status, out) == (1, "")
    assert err == f"arignote: JAVA_HOME is {found}, which is not a JDK 17 or newer; set it to one or unset it\n"


@pytest.fixture
def bare(monkeypatch):
    """A Debian without fonts, for a user who is not root."""
    monkeypatch.setattr(set_up, "has_font", lambda pattern: False)
    monkeypatch.setattr(set_up, "on_debian", lambda: True)
    monkeypatch.setattr(set_up.os, "geteuid", lambda: 1000)


def test_what_is_missing_is_named_with_its_command(bare, tmp_path):
    with pytest.raises(Problem) as told:
        set_up.system_packages((), tmp_path / "log")
    packages = "fontconfig fonts-dejavu-core fonts-wqy-microhei"
    assert str(told.value) == f"missing: sudo apt-get install --no-install-recommends {packages}"


def test_elsewhere_the_jdk_has_its_own_command(bare, monkeypatch, tmp_path):
    monkeypatch.setattr(set_up, "on_debian", lambda: False)
    monkeypatch.setattr(set_up.jdks, "find", lambda: None)
    monkeypatch.setattr(set_up.jdks.shutil, "which", lambda name: f"/usr/bin/{name}" if name in ("mvn", "dnf") else None)
    with pytest.raises(Problem, match=r"\(the JDK with: sudo dnf install java-latest-openjdk-devel\)$"):
        set_up.system_packages((), tmp_path / "log")


def test_without_python_the_launcher_names_its_package(checkout):
    for name in ("bash", "dirname"):
        (checkout.bin / name).symlink_to(shutil.which(name))
    checkout.add("id", "#!/bin/bash\necho 1000\n")
    checkout.add("apt-get", "#!/bin/bash\nexit 1\n")
    (checkout.bin / "python3").unlink()
    status, out, err = checkout.run("run", PATH=str(checkout.bin))
    assert (status, out) == (1, "")
    assert err == "arignote: missing: sudo apt-get install --no-install-recommends python3 python3-venv\n"


def test_python_that_cannot_be_installed_is_told_with_the_reason(checkout):
    for name in ("bash", "dirname", "grep", "head"):
        (checkout.bin / name).symlink_to(shutil.which(name))
    checkout.add("id", "#!/bin/bash\necho 0\n")
    checkout.add("apt-get", "#!/bin/bash\necho much\necho 'E: Unable to locate package python3' >&2\nexit 100\n")
    (checkout.bin / "python3").unlink()
    status, out, err = checkout.run("run", PATH=str(checkout.bin))
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "arignote: installing python3 python3-venv",
        "arignote: could not install python3 python3-venv: E: Unable to locate package python3",
    ]


def test_an_environment_is_not_renewed_by_its_own_python(tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(sys, "prefix", str(tmp_path.resolve()))
    with pytest.raises(Problem, match="has to be renewed; start ./arignote"):
        set_up.python_environment(tmp_path, "notebooks/python/requirements.txt", "Jupyter", tmp_path / "log")
    assert (tmp_path / "bin").is_dir()


def test_a_link_to_the_launcher_is_followed(checkout, tmp_path):
    (tmp_path / "links").mkdir()
    (tmp_path / "links/one").symlink_to("../a check out/arignote")
    (tmp_path / "links/two").symlink_to("one")
    done = subprocess.run([tmp_path / "links/two", "help"], capture_output=True, text=True)
    assert done.stdout.startswith("Usage: arignote VERB"), done.stderr


def test_an_unknown_verb_is_told(checkout):
    status, out, err = checkout.run("dance")
    assert (status, out) == (2, "")
    assert err.startswith("arignote: there is no verb 'dance'; known are run, test, lab, new, slides, plain, editions, reset, rehearse, bench, card, docs, doctor")
    assert checkout.called == []


@pytest.mark.parametrize("verb", PROGRAMS)
def test_each_verb_is_a_module_of_the_package(verb):
    module = PROGRAMS[verb][0]
    assert find_spec(module) and hasattr(import_module(module), "main")


def test_slides_is_run_with_another_purpose(checkout):
    status, _, err = checkout.run("slides", "3")
    assert status == 0, err
    assert checkout.calls.read_text().splitlines()[-1] == "arignote.run --slides 3"


def test_a_new_notebook_is_made_after_the_set_up(checkout):
    status, _, err = checkout.run("new", "ohm", "--notebooks", "my course")
    assert status == 0, err
    calls = checkout.calls.read_text().splitlines()
    assert calls[-1] == "arignote.new ohm --notebooks my course"
    assert checkout.called[:3] == ["venv", "pip", "mvn"]


def test_one_junit_class_is_run_by_maven_alone(checkout):
    found = {"FOUND": "junit kernel-lib LoopsTest#a_step"}
    assert checkout.run("test", "LoopsTest#a_step", **found)[0] == 0
    assert checkout.called == ["venv", "pip", "mvn"]
    maven = checkout.calls.read_text().splitlines()[2]
    assert " -pl kernel-lib -am test " in maven and maven.endswith(" -Dtest=LoopsTest#a_step")
    assert checkout.run("test", "LoopsTest#a_step", FAILS="1", **found)[0] == 1


@pytest.mark.parametrize(
    "words, ending",
    [
        (["test_run.py", "-k", "a word"], "tests/test_run.py -k a word"),
        (["-k", "a word"], "notebooks/python/tests -k a word"),
    ],
)
def test_one_file_of_pytest_is_run_without_the_library_s_tests(checkout, words, ending):
    checkout.run("classpath")
    assert checkout.run("test", *words, FOUND="pytest tests/test_run.py", ARIGNOTE_CHROMIUM="bash")[0] == 0
    calls = checkout.calls.read_text().splitlines()
    assert calls[-1].startswith("-m pytest -c ") and calls[-1].endswith(ending)
    assert checkout.called.count("mvn") == 1


def test_a_name_that_is_no_test_runs_nothing(checkout):
    assert checkout.run("test", "Loops", FOUND="")[0] == 1
    assert checkout.called == ["venv", "pip"]


def test_the_doctor_names_what_is_not_there_yet(checkout):
    status, out, _ = checkout.run("doctor")
    assert status == 1
    assert "missing  Library" in out and "ok       JDK 17 or newer" in out
    assert checkout.called == []


def commands() -> list[list[str]]:
    """The command lines of all processes."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_text().split("\0"))
        except OSError:
            pass
    return lines
