"""The libraries that Arignote needs: which they are, with their sums, and how they come onto this machine.

jars.txt names them in the order of the class path: SHA-256 sum, bytes, the system that needs it or all, and the path in a
repository of Maven's layout. What is fetched has that layout, too, so a folder of it serves others as a repository.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Callable, Iterator
from urllib.parse import quote
from urllib.request import Request, urlopen
from xml.sax.saxutils import escape

from arignote import natives
from arignote.progress import Progress
from arignote.tutorials import PACKAGE, ROOT, Problem, say

LIST = PACKAGE / "jars.txt"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin"
ATTEMPTS = 5
SECONDS = 30
CHUNK = 1 << 16


@dataclass(frozen=True)
class Jar:
    sha256: str
    size: int
    system: str
    path: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@lru_cache
def listed() -> list[Jar]:
    """All jars of all systems."""
    rows = (line.split() for line in LIST.read_text("utf-8").splitlines())
    return [Jar(sha256, int(size), system, path) for sha256, size, system, path in rows]


def needed(system: str) -> list[Jar]:
    """The jars of one system, in the order of the class path."""
    systems = sorted({jar.system for jar in listed()} - {"all"})
    if system not in systems:
        raise Problem(f"ND4J has no libraries for {system}; it has them for {', '.join(systems)}")
    return [jar for jar in listed() if jar.system in ("all", system)]


def store() -> Path:
    """The folder that the jars are kept in, for all environments of a user. What lies there had its sum right."""
    if named := os.environ.get("ARIGNOTE_JARS"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("arignote", appauthor=False) / "jars"


def is_there(jar: Jar) -> bool:
    path = store() / jar.path
    return path.is_file() and path.stat().st_size == jar.size


def missing(system: str) -> list[Jar]:
    return [jar for jar in packed(system) if not is_there(jar)]


def packed(system: str) -> list[Jar]:
    """Those whose native libraries are not in the store as files."""
    unpacked = natives.unpacked(store())
    return [jar for jar in needed(system) if jar.sha256 not in unpacked]


def paths(system: str) -> list[Path]:
    return [store() / jar.path for jar in packed(system)]


def sum_of(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def is_right(jar: Jar, file: Path) -> bool:
    return file.is_file() and file.stat().st_size == jar.size and sum_of(file) == jar.sha256


def fetch(system: str) -> None:
    """Has all jars in the store, from where they can be had: this machine, then Maven, then a repository."""
    if not missing(system):
        return
    store().mkdir(parents=True, exist_ok=True)
    (store() / ".lock").touch()
    with locked(store() / ".lock", "waiting for another arignote to fetch the libraries"):
        take(missing(system), Path.home() / ".m2" / "repository")
        if wanted := missing(system):
            megabytes = sum(jar.size for jar in wanted) / 1e6
            with Progress(f"fetching {len(wanted)} libraries ({megabytes:.0f} MB, once)", sum(jar.size for jar in wanted)) as bar:
                by_maven(wanted, bar)
                by_itself([jar for jar in wanted if not is_there(jar)], bar)


def take(wanted: list[Jar], folder: Path) -> None:
    """Those that lie in a folder of Maven's layout, with the right sums; without another copy, where that can be."""
    for jar in wanted:
        file = folder / jar.path
        if is_right(jar, file):
            target = store() / jar.path
            target.parent.mkdir(parents=True, exist_ok=True)
            aside = target.with_name(f"{jar.name}.{os.getpid()}")
            try:
                os.link(file.resolve(), aside)
            except OSError:  # another disk, or one without links
                shutil.copyfile(file, aside)
            os.replace(aside, target)


def address() -> str:
    """The repository that jars come from without Maven: a setting, else the one in which Maven found them for the wheel."""
    named = os.environ.get("ARIGNOTE_MAVEN")
    if named and "://" not in named:
        return Path(named).resolve().as_uri()
    made_from = ROOT / "repository.txt"
    if not named and not made_from.is_file():
        raise Problem("no repository is known to fetch libraries from; install Maven, or name a repository in ARIGNOTE_MAVEN")
    return (named or made_from.read_text("utf-8").strip()).rstrip("/")


# With Maven.


def by_maven(wanted: list[Jar], bar: Progress) -> None:
    """Has Maven fetch them, with the mirrors and proxies of its settings; what it cannot is left for the other way."""
    maven = shutil.which("mvn")
    if not maven or os.environ.get("ARIGNOTE_MAVEN"):
        return
    with tempfile.TemporaryDirectory() as folder:
        pom, found = Path(folder, "pom.xml"), Path(folder, "found")
        pom.write_text(project(wanted), "utf-8")
        command = [maven, "-B", "-Dstyle.color=never", "-f", str(pom), f"{PLUGIN}:build-classpath", f"-Dmdep.outputFile={found}"]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        sizes = {jar.name: jar.size for jar in wanted}
        last = ""
        for line in process.stdout:
            last = line if line.startswith("[ERROR]") and not last else last
            if "Downloaded from" in line:
                bar.add(sizes.get(line.split("(")[0].strip().rpartition("/")[2], 0))
        if process.wait() or not found.is_file():
            bar.say(f"Maven could not fetch them ({last.removeprefix('[ERROR]').strip()[:200] or 'no word'}); trying without it")
        else:
            for path in found.read_text("utf-8").strip().split(os.pathsep):
                for jar in wanted:
                    if Path(path).name == jar.name:
                        take([jar], Path(path).parents[jar.path.count("/")])
        bar.set(sum(jar.size for jar in wanted if is_there(jar)))


def project(wanted: list[Jar]) -> str:
    """A project of these jars and no other."""
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>arignote</groupId>'
        "<artifactId>jars</artifactId><version>1</version><packaging>pom</packaging><dependencies>"
        + "".join(map(dependency, wanted))
        + "</dependencies></project>"
    )


def dependency(jar: Jar) -> str:
    *group, artifact, version, file = jar.path.split("/")
    classifier = file.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
    parts = {"groupId": ".".join(group), "artifactId": artifact, "version": version, "classifier": classifier}
    return (
        "<dependency>"
        + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts.items() if value)
        + "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>"
    )


# Without Maven.


def by_itself(wanted: list[Jar], bar: Progress) -> None:
    for jar in wanted:
        download(jar, f"{address()}/{quote(jar.path)}", bar)


def download(jar: Jar, url: str, bar: Progress) -> None:
    """One jar; what a break has left of it is kept, and the next attempt or the next call goes on from there."""
    target = store() / jar.path
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{jar.name}.part")
    begun = bar.done
    for attempt in range(1, ATTEMPTS + 1):
        try:
            receive(jar, url, part, lambda size: bar.set(begun + size))
            break
        except OSError as error:  # all that urllib and sockets throw
            if attempt == ATTEMPTS or getattr(error, "code", 0) in (401, 403, 404):
                raise Problem(
                    f"{jar.name} could not be fetched from {url.removesuffix(jar.path)} ({said(error)}); "
                    "what has come is kept, so call again when the network is back"
                ) from None
            time.sleep(min(2**attempt, 10) if attempt > 1 else 0)
    if sum_of(part) != jar.sha256:
        part.unlink()
        raise Problem(
            f"{jar.name} from {url.removesuffix(jar.path)} has a wrong SHA-256 sum: "
            "it is another file than the one that belongs here, and was refused"
        )
    os.replace(part, target)


def receive(jar: Jar, url: str, part: Path, tell: Callable[[int], None]) -> None:
    have = part.stat().st_size if part.is_file() else 0
    if have > jar.size:
        part.unlink()
        have = 0
    if have == jar.size:
        return
    request = Request(url, headers={"User-Agent": "arignote", **({"Range": f"bytes={have}-"} if have else {})})
    with urlopen(request, timeout=SECONDS, context=trusted()) as answer:
        goes_on = getattr(answer, "status", 200) == 206
        have = have if goes_on else 0
        with part.open("ab" if goes_on else "wb") as file:
            while chunk := answer.read(CHUNK):
                file.write(chunk)
                have += len(chunk)
                tell(have)
                if have > jar.size:
                    break
    if have < jar.size:
        raise ConnectionError(f"it broke off after {have} of {jar.size} bytes")


def trusted():
    """The authorities that the system trusts, and those that pip trusts: Python on macOS may know no others."""
    import ssl

    context = ssl.create_default_context()
    try:
        import certifi

        context.load_verify_locations(certifi.where())
    except ImportError:
        pass
    return context


def said(error: OSError) -> str:
    return str(getattr(error, "reason", "") or error) or type(error).__name__


# For machines without a network.


def write_bundle(system: str, target: Path) -> None:
    """The jars of a system as a folder, or as a zip by its name: a repository to be carried away."""
    check_is_new(target)
    fetch(system)
    if left := [jar for jar in needed(system) if not is_there(jar)]:
        raise Problem(f"{store()} has {left[0].name} unpacked; a bundle needs the jar: name another folder in ARIGNOTE_JARS")
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if target.suffix == ".zip":
            with zipfile.ZipFile(aside, "w") as archive:  # jars are compressed already
                for jar in needed(system):
                    archive.write(store() / jar.path, jar.path)
        else:
            for jar in needed(system):
                (aside / jar.path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(store() / jar.path, aside / jar.path)
        os.replace(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True) if aside.is_dir() else aside.unlink(missing_ok=True)


def write_unpacked(system: str, target: Path) -> None:
    """A folder for ARIGNOTE_JARS on a machine, or in an image, that many use: native libraries are unpacked there already."""
    check_is_new(target)
    if not system.startswith("linux"):
        raise Problem("bundle --unpacked is for Linux, where many share a machine")
    fetch(system)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        native = {jar.sha256: store() / jar.path for jar in packed(system) if jar.system != "all"}
        for jar in packed(system):
            if jar.sha256 not in native:
                (aside / jar.path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(store() / jar.path, aside / jar.path)
        natives.unpack(native, aside)
        os.replace(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def check_is_new(target: Path) -> None:
    if target.exists():
        raise Problem(f"{target} is there already; choose another name, or delete it first")


def take_bundle(system: str, source: Path) -> None:
    """All that is missing, out of a folder or a zip; only what is on the list is read, and only with the right sum."""
    store().mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        take(missing(system), source)
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive, tempfile.TemporaryDirectory(dir=store()) as folder:
            names = set(archive.namelist())
            for jar in missing(system):
                if jar.path in names and archive.getinfo(jar.path).file_size == jar.size:
                    archive.extract(jar.path, folder)
                    take([jar], Path(folder))
    else:
        raise Problem(f"{source} is neither a folder nor a zip")
    if left := missing(system):
        raise Problem(f"{source} lacks {len(left)} of the libraries of {system}, or has others by their names: {left[0].name}")


@contextmanager
def locked(path: Path, waiting: str) -> Iterator[BinaryIO]:
    """One process at a time; the others say that they wait."""
    with path.open("rb") as file:
        try:
            lock(file, False)
        except OSError:
            say(waiting)
            lock(file, True)
        yield file


def lock(file: BinaryIO, wait: bool) -> None:
    """Until the file is closed."""
    try:
        import fcntl
    except ImportError:  # on Windows
        import msvcrt

        file.seek(0)
        while True:
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    raise
                time.sleep(0.2)
    fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
