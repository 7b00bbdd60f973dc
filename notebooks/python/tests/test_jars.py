"""Libraries for a machine that has none: fetched, resumed, refused, taken from a bundle; from a server that stands in."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from arignote import jars, natives
from arignote.checkout.lock import path_in_repository, rows
from arignote.checkout.set_up import CLASS_PATH
from arignote.jars import Jar
from arignote.tutorials import Problem

CONTENT = {f"org/some/lib/1.{n}/lib-1.{n}.jar": bytes([n]) * (200_000 + n) for n in range(3)}
NATIVE = "org/some/lib/1.0/lib-1.0-linux-x86_64.jar"
CONTENT[NATIVE] = b"native" * 1000


class Server(ThreadingHTTPServer):
    """A repository that can break off, or hand out something else."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.breaks_after = 0  # bytes of the next answer
        self.takes_ranges = True
        self.content = dict(CONTENT)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        path, wanted = self.path[1:], self.headers.get("Range", "")
        self.server.asked.append((path, wanted))
        content = self.server.content.get(path)
        if content is None:
            return self.send_error(404)
        begin = int(wanted[len("bytes=") : -1]) if wanted and self.server.takes_ranges else 0
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(content) - begin))
        self.end_headers()
        end, self.server.breaks_after = self.server.breaks_after or len(content), 0
        self.wfile.write(content[begin:end])

    def log_message(self, *_):
        pass


@pytest.fixture
def server(monkeypatch):
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("ARIGNOTE_MAVEN", f"http://127.0.0.1:{server.server_port}/")
        yield server
        server.shutdown()


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    """An empty store, and a list of four jars; one of them is for one system."""
    of = {NATIVE: "linux-x86_64"}
    rows = [Jar(hashlib.sha256(c).hexdigest(), len(c), of.get(p, "all"), p) for p, c in CONTENT.items()]
    monkeypatch.setattr(jars, "listed", lambda: rows)
    monkeypatch.setenv("ARIGNOTE_JARS", str(tmp_path / "a store"))
    monkeypatch.setattr(jars.Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(jars.time, "sleep", lambda seconds: None)
    return tmp_path / "a store"


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


def test_all_is_fetched_once_and_told(server, store, capsys):
    jars.fetch("linux-x86_64")
    assert files(store) == CONTENT
    assert jars.paths("linux-x86_64") == [store / path for path in CONTENT]
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "arignote: fetching 4 libraries (1 MB, once)" and len(said) > 2
    asked = len(server.asked)
    jars.fetch("linux-x86_64")
    assert len(server.asked) == asked == 4 and capsys.readouterr().err == ""


def test_a_terminal_sees_a_bar(server, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    jars.fetch("linux-x86_64")
    assert capsys.readouterr().err.endswith(f"[{'#' * 30}] 100 %\n")


def test_a_break_is_resumed_where_it_was(server, store):
    server.breaks_after = 70_000
    jars.fetch("linux-x86_64")
    assert [wanted for _, wanted in server.asked] == ["", "bytes=70000-", "", "", ""]
    assert files(store) == CONTENT


def test_a_later_call_goes_on_too(server, store):
    part = store / "org/some/lib/1.1/lib-1.1.jar.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(CONTENT["org/some/lib/1.1/lib-1.1.jar"][:1000])
    jars.fetch("linux-x86_64")
    assert ("org/some/lib/1.1/lib-1.1.jar", "bytes=1000-") in server.asked
    assert files(store) == CONTENT


def test_a_server_that_takes_no_ranges_sends_all_again(server, store):
    server.breaks_after, server.takes_ranges = 70_000, False
    jars.fetch("linux-x86_64")
    assert files(store) == CONTENT


def test_another_file_is_refused_by_its_sum(server, store):
    path = "org/some/lib/1.1/lib-1.1.jar"
    server.content[path] = b"x" * len(CONTENT[path])
    with pytest.raises(Problem, match=r"^lib-1.1.jar from http://127.0.0.1:\d+/ has a wrong SHA-256 sum"):
        jars.fetch("linux-x86_64")
    assert list(files(store)) == ["org/some/lib/1.0/lib-1.0.jar"]  # nothing of it is kept
    server.content[path] = CONTENT[path]
    jars.fetch("linux-x86_64")
    assert files(store) == CONTENT


def test_a_longer_file_is_refused_as_well(server, store):
    path = "org/some/lib/1.1/lib-1.1.jar"
    server.content[path] = CONTENT[path] + b"more"
    with pytest.raises(Problem, match="wrong SHA-256 sum"):
        jars.fetch("linux-x86_64")
    assert path not in files(store)


def test_what_is_nowhere_is_told_with_its_place(server):
    del server.content[NATIVE]
    with pytest.raises(Problem, match=r"^lib-1.0-linux-x86_64.jar could not be fetched from http://127.0.0.1:\d+/ \(.*Not Found\)"):
        jars.fetch("linux-x86_64")
    assert len([path for path, _ in server.asked if path == NATIVE]) == 1


def test_without_a_network_it_is_tried_some_times_and_told(monkeypatch):
    monkeypatch.setenv("ARIGNOTE_MAVEN", "http://127.0.0.1:9")
    with pytest.raises(Problem, match="lib-1.0.jar could not be fetched .*refused.*call again when the network is back"):
        jars.fetch("linux-x86_64")


def test_a_system_without_libraries_is_told():
    with pytest.raises(Problem, match="^ND4J has no libraries for windows-arm64; it has them for linux-x86_64$"):
        jars.fetch("windows-arm64")


def test_mavens_own_folder_is_used_and_only_what_has_the_right_sum(server, store, tmp_path):
    local = tmp_path / "home/.m2/repository"
    for path, content in CONTENT.items():
        (local / path).parent.mkdir(parents=True, exist_ok=True)
        (local / path).write_bytes(content)
    (local / NATIVE).write_bytes(b"broken" * 1000)
    jars.fetch("linux-x86_64")
    assert [path for path, _ in server.asked] == [NATIVE]
    assert files(store) == CONTENT


@pytest.mark.parametrize("works", [True, False])
def test_maven_fetches_where_there_is_one(server, store, tmp_path, monkeypatch, capsys, works):
    """A stand-in that says what Maven says, and writes what it was asked for into its repository."""
    address, elsewhere = os.environ["ARIGNOTE_MAVEN"], tmp_path / "elsewhere/repository"
    monkeypatch.delenv("ARIGNOTE_MAVEN")
    monkeypatch.setattr(jars, "address", lambda: address.rstrip("/"))
    for path, content in CONTENT.items():
        (elsewhere / path).parent.mkdir(parents=True, exist_ok=True)
        (elsewhere / path).write_bytes(content)
    (tmp_path / "bin").mkdir()
    mvn = tmp_path / "bin/mvn"
    said = [f"Downloaded from central: http://x/{path} (200 kB at 1 MB/s)" for path in CONTENT]
    found = os.pathsep.join(str(elsewhere / path) for path in CONTENT)
    end = f"for word; do case $word in -Dmdep.outputFile=*) printf %s '{found}' >\"${{word#*=}}\" ;; esac; done"
    fail = 'echo "[ERROR] Could not transfer artifact x"; exit 1'
    mvn.write_text("#!/bin/bash\n" + "".join(f"echo '{line}'\n" for line in said) + (end if works else fail) + "\n")
    mvn.chmod(0o755)
    monkeypatch.setenv("PATH", f"{mvn.parent}:{os.environ['PATH']}")
    jars.fetch("linux-x86_64")
    assert files(store) == CONTENT
    told = capsys.readouterr().err
    if works:
        assert server.asked == []
    else:
        assert len(server.asked) == 4
        assert "Maven could not fetch them (Could not transfer artifact x); trying without it" in told


def test_the_project_for_maven_has_each_jar_and_nothing_below_it():
    pom = jars.project(jars.needed("linux-x86_64"))
    assert pom.count("<dependency>") == pom.count("<exclusion>") == 4
    assert "<artifactId>lib</artifactId><version>1.0</version><classifier>linux-x86_64</classifier>" in pom
    assert "<groupId>org.some</groupId><artifactId>lib</artifactId><version>1.2</version><exclusions>" in pom


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_a_bundle_serves_a_machine_without_a_network(server, store, tmp_path, monkeypatch, name):
    bundle = tmp_path / name
    jars.write_bundle("linux-x86_64", bundle)
    with pytest.raises(Problem, match="is there already"):
        jars.write_bundle("linux-x86_64", bundle)
    shutil.rmtree(store)
    monkeypatch.setenv("ARIGNOTE_MAVEN", "http://127.0.0.1:9")
    jars.take_bundle("linux-x86_64", bundle)
    assert files(store) == CONTENT
    jars.fetch("linux-x86_64")


def test_a_folder_is_a_repository(server, store, tmp_path, monkeypatch):
    jars.write_bundle("linux-x86_64", tmp_path / "a bundle")
    shutil.rmtree(store)
    monkeypatch.setenv("ARIGNOTE_MAVEN", str(tmp_path / "a bundle"))
    jars.fetch("linux-x86_64")
    assert files(store) == CONTENT


def test_a_folder_for_many_has_the_native_libraries_as_files(store, tmp_path, monkeypatch):
    native = next(jar for jar in jars.listed() if jar.path == NATIVE)
    with zipfile.ZipFile(store.parent / "native.jar", "w") as archive:
        archive.writestr("org/some/linux-x86_64/libopenblas.so.0", b"blas")
        archive.writestr("org/some/linux-x86_64/libjniopenblas.so", b"jni")
        archive.writestr("org/some/linux-x86_64/include/cblas.h", b"text")
        archive.writestr("../../outside/libevil.so", b"evil")
    content = (store.parent / "native.jar").read_bytes()
    listed = [jar for jar in jars.listed() if jar is not native]
    listed.append(Jar(hashlib.sha256(content).hexdigest(), len(content), native.system, NATIVE))
    monkeypatch.setattr(jars, "listed", lambda: listed)
    for path, body in {**CONTENT, NATIVE: content}.items():
        (store / path).parent.mkdir(parents=True, exist_ok=True)
        (store / path).write_bytes(body)
    jars.write_unpacked("linux-x86_64", tmp_path / "shared")
    with pytest.raises(Problem, match="is there already"):
        jars.write_unpacked("linux-x86_64", tmp_path / "shared")
    with pytest.raises(Problem, match="is for Linux"):
        jars.write_unpacked("macosx-arm64", tmp_path / "mac")
    assert natives.options(store) == []
    shared = tmp_path / "shared"
    monkeypatch.setenv("ARIGNOTE_JARS", str(shared))
    jars.fetch("linux-x86_64")  # nothing is missing, and nobody is asked
    assert sorted(str(path.relative_to(shared)) for path in jars.paths("linux-x86_64")) == sorted(set(CONTENT) - {NATIVE})
    assert natives.options(shared) == [f"-Djava.library.path={shared}/natives"]
    # Java finds what it loads, and not what JavaCPP would copy.
    assert {path.name for path in (shared / "natives").iterdir()} == {"files", "unpacked", "libjniopenblas.so"}
    libraries = {path.name: path.read_bytes() for path in (shared / "natives").rglob("*.so*")}
    assert libraries == {
        "libjniopenblas.so": b"jni", "libopenblas.so.0": b"blas", "libopenblas_nolapack.so.0": b"blas", "libevil.so": b"evil"
    }  # fmt: skip
    with pytest.raises(Problem, match="has lib-1.0-linux-x86_64.jar unpacked; a bundle needs the jar"):
        jars.write_bundle("linux-x86_64", tmp_path / "of the shared one")
    # Those of another release are none.
    (shared / "natives/unpacked").write_text("0" * 64)
    assert [jar.path for jar in jars.missing("linux-x86_64")] == [NATIVE]


def test_a_hostile_bundle_gives_nothing(store, tmp_path):
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../../outside.jar", b"x")
        for path, content in CONTENT.items():
            archive.writestr(path, b"x" * len(content) if path == NATIVE else content)
    with pytest.raises(Problem, match="evil.zip lacks 1 of the libraries of linux-x86_64, or has others by their names: lib-1.0-linux"):
        jars.take_bundle("linux-x86_64", tmp_path / "evil.zip")
    assert not list(tmp_path.rglob("outside.jar"))
    assert sorted(files(store)) == sorted(set(CONTENT) - {NATIVE})
    (tmp_path / "text").write_text("no zip")
    with pytest.raises(Problem, match="is neither a folder nor a zip"):
        jars.take_bundle("linux-x86_64", tmp_path / "text")


def test_two_at_once_fetch_once(server, store):
    threads = [threading.Thread(target=jars.fetch, args=("linux-x86_64",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.asked) == 4 and files(store) == CONTENT


def test_the_list_is_what_maven_has_for_this_system():
    """Written anew by: python -m arignote.checkout.lock"""
    listed = [Jar(line[0], int(line[1]), line[2], line[3]) for line in map(str.split, jars.LIST.read_text().splitlines())]
    here = {path_in_repository(Path(path)): Path(path) for path in CLASS_PATH.read_text().strip().split(os.pathsep)}
    system = next(m[1] for path in here if (m := re.search(r"nd4j-native-preset-.*-((?:linux|macosx|windows)-\w+)\.jar", path)))
    own = [jar for jar in listed if jar.system in ("all", system)]
    assert [jar.path for jar in own] == list(here)
    assert [jar.path for jar in own if not jars.is_right(jar, here[jar.path])] == []
    each = {name: sum(jar.system == name for jar in listed) for name in {jar.system for jar in listed} - {"all"}}
    assert len(each) == 5 and len(set(each.values())) == 1


def test_the_list_keeps_what_differs_together(tmp_path):
    def repository(system: str) -> list[Path]:
        folder = tmp_path / system / "repository"
        names = ["a/b/1/b-1.jar", f"a/b/1/b-1-{system}.jar", "a/c/2/c-2.jar"]
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name)
        return [folder / name for name in names]

    lines = [line.split()[2:] for line in rows({system: repository(system) for system in ("one", "two")})]
    assert [system for system, _ in lines] == ["all", "one", "two", "all"]
    swapped = {"one": repository("one"), "two": repository("two")[::-1]}
    with pytest.raises(Problem, match="the class path of two has another order than that of one"):
        rows(swapped)


def test_a_store_in_use_by_another_process_is_waited_for(server, store, capfd):
    store.mkdir()
    (store / ".lock").touch()
    program = "import fcntl, sys, time; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program, store / ".lock"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        other.stdout.readline()
        waiting = threading.Thread(target=jars.fetch, args=("linux-x86_64",))
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive() and server.asked == []
        other.communicate("\n")
        waiting.join(20)
    assert files(store) == CONTENT
    assert "waiting for another arignote to fetch the libraries" in capfd.readouterr().err
