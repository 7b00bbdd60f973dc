"""Writes the kernel "Java (Arignote)" into the environment: python -m arignote.kernelspec JDK CLASS_PATH.

JJava's own launcher starts whatever java is on the path. Here it is started by its absolute path.
"""

import json
import os
import platform
import sys
from pathlib import Path

from arignote import natives, profiles
from arignote.jdk import program, release, version
from arignote.tutorials import IS_CHECKOUT

KERNELS = Path(sys.prefix) / "share" / "jupyter" / "kernels"
# The kernel tells of every loop it starts; only what needs attention shall reach a terminal.
LOGGING = Path(__file__).with_name("logging.properties")
START = Path(__file__).with_name("kernel_start.py")
LOGO = Path(__file__).with_name("logo-svg.svg")
LAB_EXTENSIONS = Path(sys.prefix) / "etc" / "jupyter" / "labconfig" / "page_config.json"
LAB_SETTINGS = Path(sys.prefix) / "share" / "jupyter" / "lab" / "settings" / "overrides.json"

# What makes functions fast, or JDKs quiet, in any program.
PROGRAM_OPTIONS = [
    "--enable-native-access=ALL-UNNAMED",  # silences JDK 24 and newer
    # With Java's own 100, compiled vectors go through the heap once a session has had some functions: several times slower.
    "-XX:PerMethodTrapLimit=10000",
]
JVM_OPTIONS = [
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Duser.language=en",  # 1.5 is printed so in every country: outputs are compared
    "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",  # which the kernel needs
    f"-Djava.util.logging.config.file={LOGGING}",
    # Stop has to reach every loop; these are the settings that Java has by itself on two cores and more.
    "-XX:+UseCountedLoopSafepoints",
    "-XX:LoopStripMiningIter=1000",
]
MAIN = "arignote.notebook.jjava.KernelMain"
ABOUT = {"display_name": "Java (Arignote)", "language": "java", "interrupt_mode": "message"}
# What a wheel brings: it is to be found before any JDK or library is. Jupyter puts its own Python in the place of the word.
SHIPPED_KERNEL = {"argv": ["python", "-m", "arignote.kernel", "start", "{connection_file}"], **ABOUT}
# With it functions compute in vectors.
VECTORS = "jdk.incubator.vector"
# What Java says at each start of that module; no option silences that alone.
SAID = f"^WARNING: Using incubator modules: {VECTORS}$"
# Beside a kernelspec there may be an archive of classes (class_data.py).
ARCHIVE = "classes.jsa"
# JupyterLab's settings as long as a reader has not changed them: names of files that can be read, tutorials on top.
DEFAULTS = {
    "@jupyterlab/apputils-extension:notification": {"checkForUpdates": False},
    "@jupyterlab/filebrowser-extension:browser": {"showLastModifiedColumn": False, "sortNotebooksFirst": True},
}
# JupyterLab's question about its news is not what a class should see first, nor is a new version.
PAGE = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}


def quietly(java: list[str], *more: str) -> list[str]:
    """A command line that has Java not say these lines; on Windows, where there is no bash, Java says what it says."""
    if platform.system() == "Windows":
        return java
    return ["bash", "-c", f"""exec "$@" 2> >(exec grep --line-buffered -Ev '{'|'.join([SAID, *more])}' >&2)""", "java", *java]


def program_options(jdk: Path) -> list[str]:
    """What Java is started with for functions to be fast, and quiet."""
    options = list(PROGRAM_OPTIONS)
    if VECTORS in release(jdk, "MODULES").split():
        options.append(f"--add-modules={VECTORS}")
    if version(jdk) >= 24:  # ND4J uses what these JDKs warn of; older ones do not know the option.
        options.append("--sun-misc-unsafe-memory-access=allow")
    if IS_CHECKOUT:  # which has Maven's folder
        return options
    from arignote.jars import store  # here, as each start of a kernel would wait for what it imports

    return [*options, *natives.options(store())]


def java_command(jdk: Path, class_path: str) -> list[str]:
    """What starts a kernel on any machine, without the file of the connection."""
    java = [str(program(jdk, "java")), *JVM_OPTIONS, *program_options(jdk)]
    return [*java, "-cp", f"{jjava()}{os.pathsep}{class_path}", MAIN]


def with_options(java: list[str], more: list[str]) -> list[str]:
    """Behind those that are there: the last of two options is the one that counts."""
    at = java.index("-cp")
    return [*java[:at], *more, *java[at:]]


def with_archive(archive: Path) -> list[str]:
    """Has Java take classes from an archive, if there is one. It leaves one alone that does not fit, in silence."""
    return [f"-XX:SharedArchiveFile={archive.absolute()}", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"] if archive.exists() else []


def kernelspec(jdk: Path, class_path: str, archive: Path) -> dict:
    java = with_options(java_command(jdk, class_path), with_archive(archive))
    if platform.system() == "Windows":  # where Python cannot become Java: what fits the machine is what fits it now
        start = with_options(java, profiles.options(profiles.machine(), os.environ))
    else:
        start = [sys.executable, "-E", "-s", str(START), *java]
    return {"argv": [*start, "{connection_file}"], **ABOUT}


def jjava() -> Path:
    """The Java kernel that ours extends, where pip has put it."""
    from importlib import metadata  # as above

    file = next(file for file in metadata.files("jjava") if file.name == "jjava.jar")
    return Path(os.path.normpath(file.locate()))


def write(path: Path, text: str) -> None:
    """Replaces the file in one step, and only if it changes: a running Jupyter reads it."""
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.write_text(text, "utf-8")
    new.replace(path)


def json_text(content: dict) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def write_kernel(folder: Path, jdk: Path, class_path: str) -> None:
    write(folder / "kernel.json", json_text(kernelspec(jdk, class_path, folder / ARCHIVE)))
    write(folder / LOGO.name, LOGO.read_text("utf-8"))


def main() -> None:
    jdk, class_path = Path(sys.argv[1]), sys.argv[2]
    write_kernel(KERNELS / "arignote", jdk, class_path)
    write(LAB_EXTENSIONS, json_text(PAGE))
    write(LAB_SETTINGS, json_text(DEFAULTS))


if __name__ == "__main__":
    main()
