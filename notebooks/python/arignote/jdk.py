"""Which JDK there is, and how one is had."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from arignote.tutorials import Problem

OLDEST = 17
TOP = Path("/")
SYSTEMS = {"Linux": "linux", "Darwin": "macosx", "Windows": "windows"}  # as ND4J's libraries are named
PROCESSORS = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}
# Where installers put JDKs: below the root, the reader's home, or what a variable of Windows names.
USUAL = {
    "Linux": (TOP, "usr/lib/jvm/*", "usr/java/*", "opt/java/*", "opt/jdk*"),
    "Darwin": (
        TOP,
        "Library/Java/JavaVirtualMachines/*/Contents/Home",
        "opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
        "usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    ),
    "Windows": ("ProgramFiles", "Java/*", "Eclipse Adoptium/*", "Microsoft/jdk*", "Zulu/*", "Amazon Corretto/*", "BellSoft/*"),
}
AT_HOME = (".sdkman/candidates/java/*", ".jdks/*", "Library/Java/JavaVirtualMachines/*/Contents/Home")
IN_CONDA = ("lib/jvm", "Library/lib/jvm")
# The command that installs one, by the tool that does so.
INSTALLED_BY = {
    "apt-get": "sudo apt-get install {package}",
    "dnf": "sudo dnf install java-latest-openjdk-devel",
    "zypper": "sudo zypper install java-21-openjdk-devel",
    "pacman": "sudo pacman -S jdk-openjdk",
    "brew": "brew install openjdk",
    "winget": "winget install EclipseAdoptium.Temurin.21.JDK",
}
DOWNLOAD = "an installer from https://adoptium.net"


def program(jdk: Path, name: str) -> Path:
    """One of the JDK's programs."""
    return jdk / "bin" / (f"{name}.exe" if platform.system() == "Windows" else name)


def release(jdk: Path, name: str) -> str:
    """What the file that every JDK carries says of itself, or nothing."""
    try:
        found = re.search(rf'^{name}="(.*)"', (jdk / "release").read_text("utf-8"), re.MULTILINE)
    except OSError:
        return ""
    return found[1] if found else ""


def version(jdk: Path) -> int:
    """The major version, 0 where there is none."""
    found = re.match(r"(?:1\.)?(\d+)", release(jdk, "JAVA_VERSION"))
    return int(found[1]) if found else 0


def is_usable(jdk: Path) -> bool:
    return version(jdk) >= OLDEST and all(os.access(program(jdk, name), os.X_OK) for name in ("java", "javac"))


def find() -> Path | None:
    """JAVA_HOME if it is set, else the java on the path, else the usual places."""
    if home := os.environ.get("JAVA_HOME"):
        return Path(home) if is_usable(Path(home)) else None
    return next((jdk for jdk in candidates() if is_usable(jdk)), None)


def candidates():
    if java := shutil.which("java"):
        jdk = Path(java).resolve().parent.parent
        # A version manager's stand-in for java has to be asked where its JDK is.
        yield jdk if (jdk / "release").is_file() else asked(java)
    yield from usual_places()


def asked(java: str) -> Path:
    done = subprocess.run([java, "-XshowSettings:properties", "-version"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    found = re.search(r"^ *java\.home = (.*)$", done.stderr + done.stdout, re.MULTILINE)
    return Path(found[1].strip()) if found else Path("nowhere")


def usual_places():
    """The folders of JDKs, the newest of each kind first."""
    base, *patterns = USUAL.get(platform.system(), (TOP,))
    if isinstance(base, str):
        base = Path(os.environ.get(base) or "nowhere")
    for folder, wanted in ((Path(sys.prefix), IN_CONDA), (base, patterns), (Path.home(), AT_HOME)):
        for pattern in wanted:
            yield from (path.resolve() for path in sorted(folder.glob(pattern), key=version, reverse=True))


def check_java_home() -> None:
    """A JAVA_HOME that someone has set is never passed over in silence."""
    home = os.environ.get("JAVA_HOME")
    if home and not is_usable(Path(home)):
        raise Problem(f"JAVA_HOME is {home}, which is not a JDK {OLDEST} or newer; set it to one or unset it")


def debian_package() -> str:
    """The oldest JDK from 17 on that this Debian or Ubuntu has."""
    for number in (17, 21, 25):
        name = f"openjdk-{number}-jdk-headless"
        if shutil.which("apt-cache") and not subprocess.run(["apt-cache", "show", name], capture_output=True).returncode:
            return name
    return "default-jdk-headless"


def how_to_install() -> str:
    """What to do on this system to have one."""
    tool = next((tool for tool in INSTALLED_BY if shutil.which(tool)), None)
    return INSTALLED_BY[tool].format(package=debian_package() if tool == "apt-get" else "") if tool else DOWNLOAD


def needed() -> Path:
    """The JDK, or the sentence that says how to have one."""
    check_java_home()
    if jdk := find():
        return jdk
    raise Problem(f"there is no JDK {OLDEST} or newer here; install one with: {how_to_install()}")


def system_of(jdk: Path) -> str:
    """System and processor of a JDK, as ND4J's libraries are named: linux-x86_64, macosx-arm64."""
    if release(jdk, "LIBC") == "musl":
        raise Problem("ND4J has no libraries for a Linux with musl, as Alpine is; use one with glibc, as Debian is")
    name = release(jdk, "OS_NAME") or platform.system()
    kind = (release(jdk, "OS_ARCH") or platform.machine()).lower()
    return f"{SYSTEMS.get(name, name)}-{PROCESSORS.get(kind, kind)}"
