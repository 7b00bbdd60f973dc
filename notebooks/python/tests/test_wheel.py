"""The wheel, in an environment of its own: pip, doctor, class path, kernel, a notebook; nothing is written beside the package."""

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import pytest
from arignote.checkout import wheel
from arignote.checkout.lock import path_in_repository
from arignote.checkout.set_up import CLASS_PATH, python_of
from arignote.tutorials import POM, ROOT, VERSION, names
from packaging.requirements import Requirement

VERSIONS = {
    "pom.xml": r"<version>(.*?)</version>",
    "kernel-lib/pom.xml": r"<parent>.*?<version>(.*?)</version>",
    "bench/pom.xml": r"<parent>.*?<version>(.*?)</version>",
    "CITATION.cff": r"^version: (\S+)$",
    "README.md": r"org\.arignote:arignote:([\w.-]+)`",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The wheel, built twice: the same bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        sums, address = [], wheel.repository()
        patch.setattr(wheel, "repository", lambda: address)
        for name in ("one", "two"):
            patch.setattr(wheel, "STAGE", tmp_path_factory.mktemp(name) / "stage")
            patch.setattr(wheel, "DIST", tmp_path_factory.mktemp(name) / "dist")
            path = wheel.build()
            sums.append(hashlib.sha256(path.read_bytes()).hexdigest())
    assert sums[0] == sums[1]
    return path


class Installed:
    """An environment with the wheel; the packages that it needs are those of the checkout's environment."""

    def __init__(self, folder: Path, made: Path):
        self.environment, self.home, self.jars = folder / "environment", folder / "a home", folder / "jars"
        (self.home / ".m2").mkdir(parents=True)
        (self.home / ".m2/repository").symlink_to(repository())  # whatever is needed comes from the jars that Maven has here
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", self.environment], check=True)
        self.python = python_of(self.environment)
        place = subprocess.run(
            [self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True
        )
        self.packages = Path(place.stdout.strip())
        others = next(path for path in sys.path if path.endswith("site-packages"))
        (self.packages / "others.pth").write_text(others + "\n")
        pip = [sys.executable, "-m", "pip", "--python", self.python, "install", "--quiet", "--no-deps", "--no-index"]
        subprocess.run([*pip, "--disable-pip-version-check", made], check=True)
        self.is_as_installed = self.files()

    def files(self) -> list[str]:
        return sorted(str(path) for path in self.packages.rglob("*") if path.suffix != ".pyc" and path.is_file())

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess:
        taken = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER", "ARIGNOTE"))}
        places = {
            "HOME": str(self.home),
            "ARIGNOTE_JARS": str(self.jars),
            "ARIGNOTE_MAVEN": str(self.home / "no network"),
            "ARIGNOTE_NOTEBOOKS": str(self.home / "my notebooks"),
            "JUPYTER_DATA_DIR": str(self.home / "jupyter"),
        }
        command = [self.python.with_name("arignote"), *words]
        environment = {**taken, **places, **variables}
        return subprocess.run(
            command, cwd=self.home, env=environment, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL
        )


def repository() -> Path:
    """The top of the folder that Maven keeps its jars in."""
    first = Path(CLASS_PATH.read_text("utf-8").split(os.pathsep)[0])
    return first.parents[path_in_repository(first).count("/")]


@pytest.fixture(scope="module")
def installed(tmp_path_factory, made):
    return Installed(tmp_path_factory.mktemp("pip"), made)


def test_it_is_small_and_for_every_system(made):
    assert made.name == f"arignote-{VERSION}-py3-none-any.whl"
    assert made.stat().st_size < 10_000_000


def test_it_holds_what_it_needs_and_nothing_of_the_checkout_alone(made):
    with zipfile.ZipFile(made) as archive:
        held = archive.namelist()
    shipped = [name for name in held if name.startswith("arignote/shipped/notebooks/") and name.endswith(".ipynb")]
    assert sorted(Path(name).stem for name in shipped) == sorted(names())
    assert f"arignote/shipped/kernel-lib/target/arignote-{VERSION}.jar" in held
    assert [name for name in held if re.search(r"checkout|__pycache__|/tests/|requirements|build/", name)] == []
    kernels = [name for name in held if name.endswith("share/jupyter/kernels/arignote/kernel.json")]
    assert kernels == [f"arignote-{VERSION}.data/data/share/jupyter/kernels/arignote/kernel.json"]


def test_a_translation_comes_without_the_pictures_of_its_original(made):
    with zipfile.ZipFile(made) as archive:
        outputs = {
            name: sum(len(cell.get("outputs", [])) for cell in json.loads(archive.read(f"arignote/shipped/notebooks/{name}.ipynb"))["cells"])
            for name in ("3_noisy_line", "3_noisy_line.zh")
        }
    assert outputs["3_noisy_line"] > 10 and outputs["3_noisy_line.zh"] == 0


def test_what_it_needs_is_what_the_checkout_is_tested_with(made):
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "notebooks/python/requirements.txt").read_text("utf-8"), re.MULTILINE))
    locked = {name.replace("_", "-"): version for name, version in locked.items()}
    with zipfile.ZipFile(made) as archive:
        about = HeaderParser().parsestr(archive.read(f"arignote-{VERSION}.dist-info/METADATA").decode())
    needed = [Requirement(line) for line in about.get_all("Requires-Dist")]
    assert len(needed) >= 7
    assert [r for r in needed if not r.specifier.contains(locked[r.name.replace("_", "-")], prereleases=True)] == []


def test_the_doctor_tells_what_is_missing_and_what_mends_it(installed, tmp_path):
    done = installed.run("doctor", ARIGNOTE_JARS=str(tmp_path / "none"))
    assert done.returncode == 1
    assert re.search(r"missing  Libraries +mend with: arignote classpath \(fetches \d+, \d+ MB\)", done.stdout), done.stdout
    assert re.search(rf"ok +Kernel +Java \(Arignote\)  {re.escape(str(installed.environment))}", done.stdout), done.stdout


def test_the_class_path_is_fetched_once_and_all_of_it_is_there(installed):
    first = installed.run("classpath")
    assert (first.returncode, first.stderr) == (0, ""), first.stderr
    (installed.home / ".m2/repository").unlink()
    again = installed.run("classpath")
    assert (again.stdout, again.stderr) == (first.stdout, "")
    assert [path for path in first.stdout.strip().split(os.pathsep) if not Path(path).is_file()] == []
    assert installed.run("doctor").returncode == 0


def test_many_share_libraries_that_nobody_unpacks(installed, tmp_path):
    """With a home that cannot be written to, and a folder that is only read."""
    shared = tmp_path / "shared"
    done = installed.run("bundle", "--unpacked", str(shared))
    assert (done.returncode, done.stdout) == (0, f"{shared}\n"), done.stderr
    program = tmp_path / "Product.java"
    program.write_text(
        "import org.nd4j.linalg.factory.Nd4j;\n"
        "class Product { public static void main(String[] a) { System.out.print(Nd4j.eye(9).mmul(Nd4j.ones(9, 9)).sumNumber()); } }\n"
    )
    done = installed.run("java", f"-Duser.home={tmp_path / 'none'}", str(program), ARIGNOTE_JARS=str(shared))
    assert (done.returncode, done.stdout) == (0, "81.0"), done.stderr
    assert [path for path in tmp_path.rglob("*.so*") if shared not in path.parents] == []
    assert list(installed.home.glob(".javacpp/**/*.so*")) == []
    wrong = installed.run("bundle", "--packed", str(shared))
    assert wrong.returncode == 1 and "--unpacked PATH writes a folder for many users" in wrong.stderr


def test_a_kernel_goes_where_it_was_wanted_and_away_again(installed, tmp_path):
    words = ("--prefix", str(tmp_path / "a prefix"))
    done = installed.run("kernel", "install", *words)
    spec = tmp_path / "a prefix/share/jupyter/kernels/arignote/kernel.json"
    assert (done.returncode, done.stdout) == (0, f"Installed kernelspec arignote in {spec.parent}\n"), done.stderr
    argv = json.loads(spec.read_text())["argv"]
    assert "arignote.notebook.jjava.KernelMain" in argv and str(installed.jars) in argv[argv.index("-cp") + 1]
    assert installed.run("kernel", "uninstall", *words).returncode == 0 and not spec.parent.exists()
    done = installed.run("kernel", "uninstall", *words)
    assert done.returncode == 1 and done.stderr.startswith("arignote: there is no kernel arignote in ")


def test_a_notebook_runs_and_the_tutorials_are_the_readers_own(installed):
    own = installed.home / "my notebooks"
    own.mkdir()
    mine = v4.new_notebook(cells=[v4.new_markdown_cell("# My own first")])
    nbformat.write(mine, own / "1_linear_regression_slides.ipynb")
    program = 'import arignote.*;\nimport static arignote.Arignote.*;\nshared(20.5, "m").item() * 2 + 1'
    nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell("# Mine"), v4.new_code_cell(program)]), own / "mine.ipynb")
    done = installed.run("run", "mine", "--save")
    assert done.returncode == 0, done.stderr
    assert nbformat.read(own / "mine.ipynb", 4).cells[1].outputs[0].data["text/plain"] == "42.0"
    assert (own / "build/site/mine.html").is_file()
    assert nbformat.read(own / "1_linear_regression_slides.ipynb", 4) == mine
    assert {path.stem for path in own.glob("*.ipynb")} == {*names(), "mine"}
    assert (own / "data/sixteen_points.csv").is_file() and not (own / "export").exists()
    assert installed.files() == installed.is_as_installed


def test_a_new_notebook_and_an_unknown_verb(installed):
    (installed.home / "course").mkdir()
    done = installed.run("new", "ohm", "--notebooks", "course")
    assert (done.returncode, done.stdout) == (0, f"{Path('course/ohm.ipynb')}\n")
    assert done.stderr == "arignote: edit it in arignote lab --ServerApp.root_dir=course, then: arignote run --notebooks course ohm\n"
    done = installed.run("test")
    assert done.returncode == 2 and done.stderr.startswith("arignote: there is no verb 'test'; known are lab, run, new, slides")


def test_without_a_jdk_the_way_to_one_is_named(installed, tmp_path):
    done = installed.run("lab", JAVA_HOME=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"arignote: JAVA_HOME is {tmp_path}, which is not a JDK 17 or newer; set it to one or unset it\n"


@pytest.mark.parametrize("file", VERSIONS)
def test_the_version_is_the_one_of_the_pom(file):
    found = re.findall(VERSIONS[file], (ROOT / file).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found and found[0] == VERSION


def test_no_registry_is_named_in_the_repository(made):
    """The address stands in the wheel, where Maven has put it."""
    with zipfile.ZipFile(made) as archive:
        address = archive.read("arignote/shipped/repository.txt").decode().strip()
    host = re.match(r"https://([^/]+)/", address)[1]
    listed = subprocess.run(["git", "-C", ROOT, "grep", "-l", host], capture_output=True, text=True)
    assert listed.stdout == ""
    assert host not in POM


def test_what_pip_installs_needs_nothing_of_a_checkout():
    """What pip installs imports nothing that only a checkout has."""
    package = ROOT / "notebooks/python/arignote"
    guarded = {"__main__.py", "kernel.py", "doctor.py"}  # they ask first which of both they are in
    wrong = [path.name for path in package.glob("*.py") if "arignote.checkout" in path.read_text("utf-8")]
    assert sorted(wrong) == sorted(guarded)
