"""Set-up of a checkout: finds or installs what is missing, builds the library. Standard library alone: it makes the environment."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from arignote import jdk as jdks
from arignote.chromium import find_chromium
from arignote.jars import locked
from arignote.java import command as java_command
from arignote.process import guarded
from arignote.tutorials import JAR, PACKAGE, ROOT, Problem, say

REQUIREMENTS = "notebooks/python/requirements.txt"
OLDEST_PYTHON = (3, 10)
PEERS = "bench/peers/requirements.txt"
PEERS_PYTHON = (3, 11)
NVRTC = "docker/cuda/requirements.txt"
NVRTC_MACHINES = ("x86_64", "aarch64")
OCLGRIND = "oclgrind"
HEADLESS = "chromium-headless-shell"
WAITING = ("-o", "DPkg::Lock::Timeout=300")  # seconds for another installation, as at a machine's start
VENV = ROOT / ".venv"
HUB = ROOT / "docker/hub"
BUILT = ROOT / "kernel-lib/target/.built"
CLASS_PATH = ROOT / "kernel-lib/target/classpath"
FIRST_USE = "could not be downloaded: the first use needs a network"
WITHOUT_NETWORK = re.compile(
    r"unknown host|could not transfer|unreachable|connection.* (refused|error|failed|timed out)"
    r"|NewConnectionError|NameResolutionError|name resolution|No matching distribution",
    re.IGNORECASE,
)


def python_of(environment: Path, system: str = os.name) -> Path:
    """The Python of an environment; on Windows it has another name, and lies in another folder."""
    scripts = Path(sysconfig.get_path("scripts", "nt" if system == "nt" else "posix_prefix", {"base": str(environment)}))
    return scripts / ("python.exe" if system == "nt" else "python")


@dataclass(frozen=True)
class Library:
    jdk: Path
    class_path: str
    python: Path = python_of(VENV)


# What the system has to have.


def has_font(pattern: str) -> bool:
    if platform.system() != "Linux":
        return True
    listed = shutil.which("fc-list") and subprocess.run(["fc-list", pattern, "file"], capture_output=True).stdout
    return bool(listed and listed.strip())


def has_libatomic() -> bool:
    """Which the program that drives Chromium needs, and a bare system lacks."""
    if platform.system() != "Linux":
        return True
    return loads(b"libatomic.so.1")


def has_opencl() -> bool:
    """A loader and a driver: tests of what runs on graphics cards take PoCL, which computes on the processor."""
    if platform.system() != "Linux":
        return True
    return loads(b"libOpenCL.so.1") and any(Path("/etc/OpenCL/vendors").glob("*.icd"))


def has_oclgrind() -> bool:
    """Which finds races in kernels. Not every release of Debian and Ubuntu has it, and a test is skipped without."""
    return platform.system() != "Linux" or shutil.which(OCLGRIND) is not None


def loads(library: bytes) -> bool:
    """Whether the system's loader knows a library."""
    ldconfig = shutil.which("ldconfig", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]))
    return bool(ldconfig) and library in subprocess.run([ldconfig, "-p"], capture_output=True).stdout


def has_venv() -> bool:
    return find_spec("venv") is not None and find_spec("ensurepip") is not None


def on_debian() -> bool:
    return bool(shutil.which("apt-get") and shutil.which("dpkg"))


def missing_packages(words: tuple[str, ...]) -> list[str]:
    """Debian's names of what is missing here."""
    missing = []
    if not jdks.find():
        missing.append(jdks.debian_package())
    if not shutil.which("mvn"):
        missing.append("maven")
    if not (VENV / ".complete").is_file() and not has_venv():
        missing.append("python3-venv")
    if not has_font(":family=DejaVu Sans"):
        missing += ["fontconfig", "fonts-dejavu-core"]
    if not has_font(":lang=zh-cn"):
        missing.append("fonts-wqy-microhei")
    if "browser" in words:
        missing += [] if find_chromium() else [HEADLESS if is_known(HEADLESS) else "chromium"]
        missing += [] if has_libatomic() else ["libatomic1"]
    if "devices" in words:
        missing += [] if has_opencl() else ["pocl-opencl-icd", "ocl-icd-libopencl1"]
        missing += [] if has_oclgrind() or not is_known(OCLGRIND) else [OCLGRIND]
    if "containers" in words and platform.system() == "Linux" and os.geteuid() == 0:  # nobody else can build and run images so
        missing += [tool for tool in ("buildah", "mmdebstrap") if not shutil.which(tool)]
    return missing


def is_known(package: str) -> bool:
    """Whether Debian's list of packages, as it was refreshed last, has one."""
    cache = shutil.which("apt-cache")
    return bool(cache and subprocess.run([cache, "show", package], capture_output=True).stdout)


def system_packages(words: tuple[str, ...], log: Path) -> None:
    jdks.check_java_home()
    missing = missing_packages(words)
    if not missing:
        return
    if not on_debian():
        raise Problem(by_hand(missing))
    if os.geteuid() != 0:
        raise Problem(f"missing: sudo apt-get install --no-install-recommends {' '.join(missing)}")
    say("refreshing the list of system packages")
    logged(["apt-get", "-q", "update"], log)
    missing = missing_packages(words)
    say(f"installing {' '.join(missing)}")
    Path("/usr/share/man/man1").mkdir(parents=True, exist_ok=True)  # the JDK's package links its pages there
    install = ["apt-get", "-q", *WAITING, "install", "-y", "--no-install-recommends", *missing]
    if logged(install, log, DEBIAN_FRONTEND="noninteractive"):
        raise Problem(f"could not install {' '.join(missing)}: {reason(log)}")
    if missing := missing_packages(words):
        raise Problem(f"still missing after installing: {' '.join(missing)}")


def by_hand(missing: list[str]) -> str:
    """Where no apt-get is: what this system calls the JDK, and the others by Debian's names."""
    told = f"missing here, by their Debian names: {' '.join(missing)}; install them with your package manager"
    return told if jdks.find() else f"{told} (the JDK with: {jdks.how_to_install()})"


# Running programs, and what they say when they fail.


def logged(command: list[str | Path], log: Path, **variables: str) -> int:
    with log.open("wb") as file:
        return guarded(command, stdout=file, stderr=subprocess.STDOUT, env={**os.environ, **variables})


def reason(log: Path) -> str:
    """The line of the log that says why."""
    lines = [line.strip() for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
    marked = [line for line in lines if re.match(r"E:|ERROR|\[ERROR\]", line)]
    said = (re.sub(r"^(E:|\[ERROR\]|ERROR:) *", "", line) for line in marked or lines)
    return next(filter(None, said), "no word")


def is_without_network(log: Path) -> bool:
    return bool(WITHOUT_NETWORK.search(log.read_text("utf-8", "replace")))


def hash_of(*places: str) -> str:
    """Of files, and of all files in folders, with their names."""
    digest = hashlib.sha256()
    for place in places:
        path = ROOT / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(f"{file.relative_to(ROOT).as_posix()} {file.stat().st_size}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


# The environments of Python.


def environment_mark(requirements: str) -> str:
    """An environment cannot be moved, so its mark holds the place as well as the list."""
    return f"{ROOT} {hash_of(requirements)}"


def read(path: Path) -> str:
    return path.read_text("utf-8").strip() if path.is_file() else ""


def has_environment(folder: Path, requirements: str) -> bool:
    return python_of(folder).exists() and read(folder / ".complete") == environment_mark(requirements)


def python_environment(folder: Path, requirements: str, what: str, log: Path) -> None:
    """An environment from a locked list, which is complete; none where that fails or is interrupted."""
    if has_environment(folder, requirements):
        return
    if folder.exists() and Path(sys.prefix) == folder.resolve():  # it would remove the Python that runs this
        raise Problem(f"{folder.name} has to be renewed; start ./arignote, whose Python is another one")
    if not has_venv():
        raise Problem("python3 has no venv module")
    say(f"installing {what}")
    remove(folder)
    pip = [python_of(folder), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--require-hashes"]
    try:
        if logged([sys.executable, "-m", "venv", folder], log) or logged(
            [*pip, "--only-binary", ":all:", "-r", ROOT / requirements], log
        ):
            raise Problem(
                f"the Python packages {FIRST_USE}"
                if is_without_network(log)
                else f"the Python packages could not be installed: {reason(log)}"
            )
        (folder / ".complete").write_text(environment_mark(requirements) + "\n", "utf-8")
    except BaseException:
        remove(folder)
        raise


def remove(folder: Path) -> None:
    folder.unlink() if folder.is_symlink() else shutil.rmtree(folder, ignore_errors=True)


# What Maven builds.


def class_path() -> str:
    return f"{JAR}{os.pathsep}{read(CLASS_PATH)}"


def library_mark(jdk: Path) -> str:
    return f"{jdk} {hash_of('pom.xml', 'kernel-lib/pom.xml', 'kernel-lib/src/main')}"


def is_library_complete(jdk: Path) -> bool:
    if read(BUILT) != library_mark(jdk):
        return False
    return CLASS_PATH.is_file() and all(Path(entry).is_file() for entry in class_path().split(os.pathsep))


def maven_build(module: str, what: str, log: Path, jdk: Path) -> None:
    say(f"building the {what} with Maven")
    command = [shutil.which("mvn"), "-q", "-B", "-Dstyle.color=never", "-f", ROOT / "pom.xml", "-pl", module, "-am", "package"]
    if logged([*command, "-Dmaven.test.skip", "-Dspotless.check.skip"], log, JAVA_HOME=str(jdk)):
        raise Problem(
            f"the {what}{'' if what.endswith('s') else chr(39) + 's'} dependencies {FIRST_USE}"
            if is_without_network(log)
            else f"Maven could not build the {what}: {reason(log)}"
        )


def library(jdk: Path, log: Path) -> None:
    if is_library_complete(jdk):
        if is_class_data_older():
            class_data(jdk, log)
        return
    BUILT.unlink(missing_ok=True)
    maven_build("kernel-lib", "library", log, jdk)
    class_data(jdk, log)
    BUILT.write_text(library_mark(jdk) + "\n", "utf-8")


def is_class_data_older() -> bool:
    """Whether Java would leave them alone, as Maven has written the library's jar anew since."""
    archive = JAR.with_suffix(".jsa")
    return archive.is_file() and archive.stat().st_mtime < JAR.stat().st_mtime


def class_data(jdk: Path, log: Path) -> None:
    """The classes that a program loads up to its first function, as this JDK has them in memory. Without it all works, later."""
    archive = JAR.with_suffix(".jsa")
    archive.unlink(missing_ok=True)
    program = [f"-XX:ArchiveClassesAtExit={archive}", str(PACKAGE / "First.java")]
    if logged(java_command(jdk, class_path(), program), log):
        archive.unlink(missing_ok=True)


def benchmarks(jdk: Path, log: Path) -> None:
    stamp = ROOT / "bench/target/.built"
    mark = f"{library_mark(jdk)} {hash_of('bench/pom.xml', 'bench/src/main', 'bench/src/vector')}"
    if read(stamp) == mark:
        return
    stamp.unlink(missing_ok=True)
    maven_build("bench", "benchmarks", log, jdk)
    stamp.write_text(mark + "\n", "utf-8")


def peers(log: Path) -> None:
    if sys.version_info < PEERS_PYTHON:
        raise Problem("the peers need Python 3.11 or newer; bench --quick measures without them")
    what = "PyTensor, JAX and NumPy into bench/.venv (about 850 MB, once)"
    python_environment(ROOT / "bench/.venv", PEERS, what, log)


def numpy(log: Path) -> None:
    """NumPy alone, for a test, where the peers are not; it needs as young a Python as they."""
    if not has_environment(ROOT / "bench/.venv", PEERS) and sys.version_info >= PEERS_PYTHON:
        python_environment(ROOT / "bench/peers/.venv", "bench/peers/numpy.txt", "NumPy into bench/peers/.venv", log)


def nvrtc(log: Path) -> None:
    """NVIDIA's compiler, which needs no card: tests have it read the kernels. There is none for other machines."""
    if platform.system() != "Linux" or platform.machine() not in NVRTC_MACHINES:
        return
    environment = ROOT / "docker/cuda/.venv"
    python_environment(environment, NVRTC, "NVIDIA's compiler into docker/cuda/.venv (90 MB, once)", log)
    found = next(environment.glob("lib/python3*/site-packages/nvidia/cuda_nvrtc/lib/libnvrtc.so.*"), None)
    if found:
        os.environ.setdefault("ARIGNOTE_NVRTC", str(found))


def hub(log: Path) -> None:
    """JupyterHub and its proxy, for the test of a class; where there is no npm that is skipped."""
    npm = shutil.which("npm")
    if not npm:
        return
    python_environment(HUB / ".venv", "docker/hub/requirements.txt", "JupyterHub into docker/hub/.venv", log)
    mark, stamp = hash_of("docker/hub/package-lock.json"), HUB / "node_modules/.complete"
    if read(stamp) != mark:
        say("installing JupyterHub's proxy into docker/hub/node_modules")
        if logged([npm, "ci", "--prefix", HUB, "--omit=dev", "--no-audit", "--no-fund"], log):
            raise Problem(f"JupyterHub's proxy could not be installed: {reason(log)}")
        stamp.write_text(mark + "\n", "utf-8")


def set_up(*words: str) -> Library:
    """Everything, one launcher at a time: a second one waits and finds the work done.

    The words ask for more: browser for Chromium, devices for what computes or reads kernels without a card, hub for a class,
    containers for images, numpy for what runs beside the notebooks, benchmarks, and with them peers. sources asks for less: no
    built library.
    """
    with ExitStack() as stack:
        stack.enter_context(locked(lock_file(), "waiting for another arignote to finish its set-up"))
        log = Path(stack.enter_context(tempfile.TemporaryDirectory()), "log")
        system_packages(words, log)
        jdk = jdks.needed()
        os.environ["JAVA_HOME"] = str(jdk)
        python_environment(VENV, REQUIREMENTS, "Jupyter and the Java kernel into .venv (about 400 MB, once)", log)
        done = Library(jdk, "")
        if "sources" not in words:
            library(jdk, log)
            done = Library(jdk, class_path())
            if guarded([done.python, "-m", "arignote.kernelspec", jdk, done.class_path]):
                raise Problem("the kernel could not be written into .venv")
        if "benchmarks" in words:
            benchmarks(jdk, log)
        if "peers" in words:
            peers(log)
        if "numpy" in words:
            numpy(log)
        if "devices" in words:
            nvrtc(log)
        if "hub" in words:
            hub(log)
    return done


def lock_file() -> Path:
    return ROOT / "arignote"
