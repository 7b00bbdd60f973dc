"""What a Maven repository gets, and what a program or a notebook gets from there: the library from a folder."""

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from test_jjava import JAVAC, start  # noqa: F401, a fixture
from test_kernel import SECONDS
from arignote.tutorials import ROOT

HERE = Path.home() / ".m2" / "repository"
JJAVA = ROOT / ".venv" / "share" / "jupyter" / "kernels" / "java" / "jjava.jar"
POM = (ROOT / "pom.xml").read_text("utf-8")
VERSION = re.search("<version>(.*)<", POM)[1]
COORDINATES = f"org.arignote:arignote:{VERSION}"
JAR = ROOT / "kernel-lib" / "target" / f"arignote-{VERSION}.jar"
KERNELS = [JAR, *map(Path, (JAR.parent / "classpath").read_text().split(os.pathsep))]
# What the profile release takes beside the plug-ins of every build.
PLUGINS = [
    "org/codehaus/mojo/flatten-maven-plugin",
    "org/apache/maven/plugins/maven-antrun-plugin",
    "org/apache/maven/plugins/maven-source-plugin",
    "org/apache/maven/plugins/maven-deploy-plugin",
]
ONLY_WHERE_USED = [
    "xchart", "VectorGraphics2D", "pdfbox", "elk", "emf", "xtext", "xbase", "tablesaw", "guava-3", "jjava", "slf4j-nop",
    "slf4j-simple", "logback", "junit",
]
FUNCTIONS = """
import static arignote.Arignote.*;
import arignote.*;
import arignote.eager.Variable;
import java.util.*;
import org.nd4j.linalg.api.ndarray.INDArray;

class Functions {
    public static void main(String[] args) {
        Shared m = shared(0.0, "m");
        Expr x = T.vector("x"), y = T.vector("y");
        Expr cost = T.mean(T.sqr(x.times(m).minus(y)));
        CompiledFunction train = function(inputs(x, y), outputs(cost), update(m, m.minus(T.grad(cost, m).times(0.01))));
        for (int i = 0; i < 1000; i++) train.applyAsDouble(new double[] {1, 2, 3}, List.of(2.0, 4.0, 6.0));
        System.out.printf(Locale.ROOT, "%.4f%n", m.item());
        Expr v = T.fvector("v");
        System.out.println(function(inputs(v), outputs(T.sum(v))).applyAsDouble(new short[] {1, 2}));
        System.out.println(function(inputs(x), outputs(T.sort(x)), mode("nd4j")).apply(new double[] {2, 1}));
        System.out.println(function(inputs(x), outputs(T.sum(T.sort(x).times(x)))).applyAsDouble(new double[] {2, 1}));
        for (Object[] batch : batches(1, new double[][] {{1}, {2}}, List.of(3, 4))) System.out.println(batch[1]);
        Variable w = Variable.parameter(3.0, "w");
        w.times(w).backward();
        System.out.println(w.grad().item());
        Npy.saveAll("two.npz", Map.of("a", List.of(List.of(1.5), List.of(2.5))));
        INDArray read = Npy.loadAll("two.npz").get("a");
        System.out.println(read.getDouble(1, 0));
        show(cost, read, new double[] {1, 2});
    }
}
"""
WITHOUT = """
import static arignote.Arignote.*;
import arignote.*;
import java.util.*;
import java.util.concurrent.Callable;

class Without {
    public static void main(String[] args) {
        Expr x = T.vector("x");
        Shared m = shared(2.0, "m");
        CompiledFunction f = function(inputs(x), outputs(T.sum(x.times(m))));
        f.applyAsDouble(new double[] {1, 2});
        Map<String, Callable<?>> all = new LinkedHashMap<>();
        all.put("plot", () -> plot(new double[] {1, 2}));
        all.put("new", () -> new Figure());
        all.put("subplots", () -> subplots(1, 2));
        all.put("animate", () -> animate(2, i -> figure()));
        all.put("explore", () -> explore(m, slider(m, 0, 1)));
        all.put("picture", () -> picture(x.times(m)));
        all.put("stepper", () -> stepper(T.sum(x.times(m))));
        all.put("table", () -> table(new double[][] {{1}}, "a"));
        all.put("column", () -> column("a", new double[] {1}));
        all.put("explain", () -> f.explain());
        all.put("explain nd4j", () -> function(inputs(x), outputs(x), mode("nd4j")).explain());
        all.put("explain stages", () -> function(inputs(x), outputs(T.sort(x).times(m))).explain());
        all.put("profile", () -> profile(f));
        all.forEach((name, call) -> {
            try {
                System.out.println(name + ": " + call.call());
            } catch (IllegalStateException e) {
                System.out.println(name + ": " + e.getMessage());
            } catch (Throwable e) {
                System.out.println(name + " throws " + e);
            }
        });
        try {
            f.applyAsDouble("words");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
"""


CLASSES = """
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.*;

class Classes {
    public static void main(String[] args) throws Exception {
        try (ZipFile jar = new ZipFile(args[0])) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    name = name.substring(0, name.length() - 6).replace('/', '.');
                    try {
                        Class.forName(name, true, Classes.class.getClassLoader());
                    } catch (LinkageError e) {
                        System.out.println(name + " " + e);
                    }
                }
            }
        }
    }
}
"""


def maven(folder: Path, *arguments) -> None:
    done = subprocess.run(["mvn", "-B", "-q", "-Dstyle.color=never", *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


@pytest.fixture(scope="module")
def repository(tmp_path_factory) -> Path:
    """A copy of the sources in another folder, built and deployed to a folder, as a release is."""
    missing = [name for name in PLUGINS if not (HERE / name).is_dir()]
    if missing or not shutil.which("mvn"):
        pytest.skip("mvn -Prelease deploy has never run here, and its plug-ins are not downloaded by tests: " + ", ".join(missing))
    copy = tmp_path_factory.mktemp("elsewhere") / "arignote"
    shutil.copytree(ROOT / "kernel-lib" / "src" / "main", copy / "kernel-lib" / "src" / "main")
    shutil.copytree(ROOT / "notebooks" / "export", copy / "notebooks" / "export")  # which has the jar's words
    for name in ["pom.xml", "kernel-lib/pom.xml", "bench/pom.xml", "LICENSE", "NOTICE"]:
        (copy / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    folder = tmp_path_factory.mktemp("repository")
    maven(
        copy, "-Prelease", "deploy", "-pl", "kernel-lib", "-am", "-Dmaven.test.skip",
        "-Dspotless.check.skip", f"-Djjava.jar={JJAVA}",
        f"-DaltDeploymentRepository=folder::default::{folder.as_uri()}",
    )
    return folder


@pytest.fixture(scope="module")
def home(repository, tmp_path_factory) -> Path:
    """A home folder with Maven's settings: all but Arignote comes from what lies on this machine, and nothing by network."""
    home, here = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("here")
    (home / ".m2").mkdir()
    # Without an Arignote that somebody has installed.
    (here / "org").mkdir()
    for folder in [*HERE.iterdir(), *(HERE / "org").iterdir()]:
        if folder not in {HERE / "org", HERE / "org" / "arignote"}:
            (here / folder.relative_to(HERE)).symlink_to(folder)
    (home / ".m2" / "settings.xml").write_text(
        f"""<settings>
  <mirrors><mirror><id>here</id><mirrorOf>*,!folder</mirrorOf><url>{here.as_uri()}</url></mirror></mirrors>
  <profiles><profile><id>folder</id><repositories>
    <repository><id>folder</id><url>{repository.as_uri()}</url></repository>
  </repositories></profile></profiles>
  <activeProfiles><activeProfile>folder</activeProfile></activeProfiles>
</settings>"""
    )
    return home


@pytest.fixture(scope="module")
def slim(home, tmp_path_factory) -> list[Path]:
    """The class path of a program with the library as its one dependency."""
    folder = tmp_path_factory.mktemp("consumer")
    group, artifact, version = COORDINATES.split(":")
    (folder / "pom.xml").write_text(
        f"""<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>my</groupId><artifactId>program</artifactId><version>1</version>
  <dependencies><dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version></dependency>
  </dependencies></project>"""
    )
    plugin = "org.apache.maven.plugins:maven-dependency-plugin:"
    plugin += re.search("<dependency.plugin.version>(.*)<", POM)[1]
    maven(
        folder, "-s", home / ".m2" / "settings.xml", f"-Dmaven.repo.local={home / '.m2' / 'repository'}",
        f"{plugin}:build-classpath", "-Dmdep.outputFile=classpath",
    )
    return [Path(entry) for entry in (folder / "classpath").read_text().split(os.pathsep)]


def run(folder: Path, class_path: list[Path], name: str, source: str, *arguments, compiled_with=None) -> tuple[str, str]:
    """What a program prints, run with this class path alone, and compiled with it if nothing else is said."""
    path = os.pathsep.join(map(str, class_path))
    (folder / f"{name}.java").write_text(source)
    made = subprocess.run(
        [JAVAC, "-cp", os.pathsep.join(map(str, compiled_with or class_path)), "-d", folder, folder / f"{name}.java"],
        capture_output=True, text=True,
    )
    assert made.returncode == 0, made.stderr
    done = subprocess.run(
        [JAVAC.with_name("java"), "-cp", f"{path}{os.pathsep}{folder}", name, *arguments],
        cwd=folder, capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_the_page_for_maven_names_the_versions_of_the_pom():
    page = (ROOT / "docs" / "Maven.md").read_text("utf-8")
    assert COORDINATES in page and f"<version>{VERSION}</version>" in page
    named = dict(re.findall(r"(xchart|tablesaw-core|elk\.alg\.layered|xtext\.xbase\.lib):([\d.]+)", page))
    versions = dict(re.findall(r"<(xchart|tablesaw|elk|xtext)\.version>(.*)<", POM))
    assert [named[name] for name in ("xchart", "tablesaw-core", "elk.alg.layered", "xtext.xbase.lib")] == [
        versions[name] for name in ("xchart", "tablesaw", "elk", "xtext")
    ]


def test_what_is_published_is_complete_and_names_no_file_of_this_machine(repository):
    folder = repository / "org" / "arignote" / "arignote" / VERSION
    files = {path.name for path in folder.iterdir() if path.suffix in {".jar", ".pom"}}
    assert files == {f"arignote-{VERSION}{end}" for end in [".jar", ".pom", "-sources.jar", "-javadoc.jar"]}
    assert [path.name for path in (repository / "org" / "arignote").iterdir()] == ["arignote"]
    text = (folder / f"arignote-{VERSION}.pom").read_text()
    assert "${" not in text and "<parent>" not in text and "systemPath" not in text and str(ROOT) not in text
    pom = ElementTree.fromstring(text)
    names = {tag.split("}")[1]: tag for tag in (child.tag for child in pom)}
    assert {"name", "description", "url", "licenses", "developers", "scm"} <= set(names)
    [address] = {re.sub(r"^scm:git:|\.git$", "", found) for found in re.findall(r"<(?:url|connection)>(.*?)<", text)} - {
        "https://www.apache.org/licenses/LICENSE-2.0.txt"
    }
    assert re.search("<arignote.address>(.*)<", POM)[1] == address


def test_the_same_sources_in_another_folder_are_the_same_jar(repository):
    other = repository / "org" / "arignote" / "arignote" / VERSION / JAR.name
    with zipfile.ZipFile(other) as there, zipfile.ZipFile(JAR) as here:
        parts = [{i.filename: (i.CRC, i.date_time, i.external_attr) for i in jar.infolist()} for jar in (there, here)]
    left = set(parts[1]) - set(parts[0])
    assert all(name.endswith(".class") for name in left)  # of sources that are gone: a build does not take them away
    assert parts[0] == {name: about for name, about in parts[1].items() if name not in left}
    assert left or other.read_bytes() == JAR.read_bytes()


def test_a_program_with_functions_alone_takes_nothing_else(slim, tmp_path):
    names = [entry.name for entry in slim]
    assert set(names) <= {entry.name for entry in KERNELS}  # the very versions
    assert not [name for name in names for other in ONLY_WHERE_USED if other in str(name)]
    assert [name for name in names if name.startswith("slf4j")] == ["slf4j-api-2.0.12.jar"]
    printed, complained = run(tmp_path, slim, "Functions", FUNCTIONS)
    assert printed.splitlines()[:8] == ["2.0000", "3.0", "[    1.0000,    2.0000]", "4.0", "[3]", "[4]", "6.0", "2.5"]
    assert re.fullmatch("arignote: functions compute without vectors, .*\n", complained)


def test_only_rooms_that_need_a_library_have_classes_that_cannot_be_loaded_without(slim, tmp_path):
    printed, _ = run(tmp_path, slim, "Classes", CLASSES, str(slim[0]))
    lost = {re.sub(r"\$.*", "", line.split()[0].removeprefix("arignote.")) for line in printed.splitlines()}
    print(printed)
    assert {name for name in lost if not name.startswith(("plot.", "notebook."))} <= {"value.Columns", "compile.Explanation"}


def test_what_needs_a_library_that_is_missing_names_it(slim, tmp_path):
    printed, _ = run(tmp_path, slim, "Without", WITHOUT, compiled_with=KERNELS)
    versions = dict(re.findall(r"<(xchart|tablesaw|elk|xtext)\.version>(.*)<", POM))
    xchart = f"org.knowm.xchart:xchart:{versions['xchart']}"
    tablesaw = f"tech.tablesaw:tablesaw-core:{versions['tablesaw']}"
    elk = f"org.eclipse.elk:org.eclipse.elk.alg.layered:{versions['elk']}"
    xtext = f"org.eclipse.xtext:org.eclipse.xtext.xbase.lib:{versions['xtext']}"

    def sentence(what, library, *coordinates):
        return (
            f"{what} needs {library}, which is not on the class path: add {' and '.join(coordinates)} to the dependencies"
            f" in pom.xml, or in a notebook by %maven {' '.join(coordinates)}"
        )

    figure = sentence("a figure", "XChart", xchart)
    explain = sentence("explain()", "Tablesaw", tablesaw)
    *told, words = printed.splitlines()
    assert dict(line.split(": ", 1) for line in told) == {
        "plot": figure,
        "new": figure,
        "subplots": figure,
        "animate": figure,
        "explore": sentence("an explorer", "XChart", xchart),
        "picture": sentence("a picture of a graph", "ELK", elk, xtext),
        "stepper": sentence("a picture of a graph", "ELK", elk, xtext),
        "table": sentence("a table", "Tablesaw", tablesaw),
        "column": sentence("a column", "Tablesaw", tablesaw),
        "explain": explain,
        "explain nd4j": explain,
        "explain stages": explain,
        "profile": sentence("a profile", "Tablesaw", tablesaw),
    }
    assert "words" in words or "which is no array of numbers" in words


def cell(client, code: str) -> tuple[str, dict]:
    """The error of a cell in a kernel that is not ours, and the data that it shows."""
    messages = []
    reply = client.execute_interactive(code, timeout=SECONDS, output_hook=messages.append)["content"]
    shown = [m["content"]["data"] for m in messages if m["msg_type"] in {"execute_result", "display_data"}]
    return "\n".join(reply.get("traceback", [])) + reply.get("evalue", ""), shown[-1] if shown else {}


def test_maven_in_another_jjava_kernel_brings_the_library(start, home):  # noqa: F811
    java = f"-Duser.home={home} -Dorg.bytedeco.javacpp.cachedir={Path.home() / '.javacpp' / 'cache'}"
    client = start("java", JJAVA_JVM_OPTS=java).client
    assert cell(client, f"%maven {COORDINATES}")[0] == ""
    setup = 'import arignote.*;\nimport static arignote.Arignote.*;\nExpr x = T.vector("x");'
    wrong, shown = cell(client, f"{setup}\nfunction(inputs(x), outputs(T.sum(x))).applyAsDouble(new double[] {{1, 2}})")
    assert (wrong, shown.get("text/plain")) == ("", "3.0")
    assert cell(client, "x.times(2)")[1]["text/latex"] == "$$x \\cdot 2$$"
    # The kernel takes what is optional, too.
    wrong, shown = cell(client, "plot(new double[] {1, 2})")
    assert wrong == "" and "image/png" in shown
    wrong, shown = cell(client, "picture(x.times(2))")
    assert wrong == "" and "image/svg+xml" in shown
    wrong, shown = cell(client, 'table(new double[][] {{1, 2}}, "a", "b")')
    assert wrong == "" and "<table" in shown["text/html"]
