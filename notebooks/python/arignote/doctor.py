"""What is installed, what is missing and the command that mends it. In a checkout by the standard library alone."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from arignote import jdk as jdks
from arignote import profiles
from arignote.chromium import find_chromium
from arignote.tutorials import COMMAND, IS_CHECKOUT, JAR, NOTEBOOKS, ROOT, VERSION, Problem, said
from arignote.words import padded


class Report:
    """Lines: what, a version or nothing, the command that mends it."""

    def __init__(self) -> None:
        self.is_healthy = True

    def line(self, what: str, found: str | None, mend: str) -> None:
        if found:
            print(f"  {padded(said('ok'), 8)} {padded(said(what), 18)} {said(found)}")
        else:
            print(f"  {padded(said('missing'), 8)} {padded(said(what), 18)} {said(f'mend with: {mend}')}")
            self.is_healthy = False


def is_healthy() -> bool:
    report = Report()
    jdk = report_jdk(report)
    (report_checkout if IS_CHECKOUT else report_installed)(report, jdk)
    return report.is_healthy


def report_jdk(report: Report) -> Path | None:
    jdk = jdks.find()
    if not jdk and os.environ.get("JAVA_HOME"):
        report.line("JDK 17 or newer", "", f"unset JAVA_HOME ({os.environ['JAVA_HOME']} is no such JDK)")
    else:
        report.line("JDK 17 or newer", jdk and f"{jdks.version(jdk)}  {jdk}", jdks.how_to_install())
    return jdk


def report_checkout(report: Report, jdk: Path | None) -> None:
    from arignote.checkout import set_up as checkout

    said = output("mvn", "--version", **({"JAVA_HOME": str(jdk)} if jdk else {}))
    found = re.search(r"Apache Maven ([0-9.]+)", said)
    report.line("Maven", found and found[1], install("maven"))
    report.line("Python", checkout.has_venv() and platform.python_version(), f"{install('python3 python3-venv')} (3.10 or newer)")
    report.line("Latin font", checkout.has_font(":family=DejaVu Sans") and "DejaVu Sans", install("fontconfig fonts-dejavu-core"))
    chinese = checkout.has_font(":lang=zh-cn") and (output("fc-match", "-f", "%{family[0]}", ":lang=zh-cn") or "found")
    report.line("Chinese font", chinese, install("fonts-wqy-microhei"))
    report.line("Chromium", chromium(), f"{install('chromium')} (for slides and test)")
    report.line("libatomic", checkout.has_libatomic() and "libatomic.so.1", f"{install('libatomic1')} (for slides and test)")
    python = checkout.python_of(checkout.VENV)
    has_environment = checkout.has_environment(checkout.VENV, checkout.REQUIREMENTS)
    lab = has_environment and output(python, "-c", "import jupyterlab; print('JupyterLab', jupyterlab.__version__)")
    report.line("Jupyter", lab and f"{lab}  {checkout.VENV.name}", f"{COMMAND} kernel")
    built = jdk and checkout.is_library_complete(jdk) and str(JAR.relative_to(ROOT))
    report.line("Library", built, f"{COMMAND} classpath")
    spec = checkout.VENV / "share/jupyter/kernels/arignote/kernel.json"
    report.line("Kernel", spec.is_file() and "Java (Arignote)", f"{COMMAND} classpath")
    report_profile(report)
    if jdk and built:
        report_devices(jdk, checkout.class_path())


def report_profile(report: Report) -> None:
    """How a kernel that starts now would be started."""
    try:
        report.line("Profile", profiles.sentence(profiles.machine(), os.environ), "")
    except Problem as problem:
        report.line("Profile", "", f"unset {profiles.VARIABLE} ({problem})")


def report_devices(jdk: Path, class_path: str) -> None:
    """What there is beside the processor: nothing needs it, so none is no fault."""
    for line in output(jdk / "bin/java", "-cp", class_path, "arignote.compile.DeviceReport").splitlines():
        what, found = line.split("\t")
        print(f"  {padded(said('device'), 8)} {padded(what, 18)} {found}")


def report_installed(report: Report, jdk: Path | None) -> None:
    from arignote import jars

    report.line("Arignote", f"{VERSION}  {sys.prefix}", "")
    report.line("JupyterLab", installed("jupyterlab"), f"{sys.executable} -m pip install arignote")
    if jdk:
        try:
            wanted, left = jars.needed(jdks.system_of(jdk)), jars.missing(jdks.system_of(jdk))
            there = f"{len(wanted)} for {jdks.system_of(jdk)}  {jars.store()}"
            megabytes = sum(jar.size for jar in left) / 1e6
            report.line("Libraries", not left and there, f"{COMMAND} classpath (fetches {len(left)}, {megabytes:.0f} MB)")
        except Problem as problem:
            report.line("Libraries", "", str(problem))
    report.line("Kernel", kernel(), f"{COMMAND} kernel install --sys-prefix")
    report_profile(report)
    made = "" if NOTEBOOKS.is_dir() else said(" (made by the first lab or run)")
    print(f"           {padded(said('Notebooks'), 18)} {NOTEBOOKS}{made}")
    if not chromium() or not installed("playwright"):
        print(f"           {padded(said('For slides'), 18)} {said(f'a Chromium, and {sys.executable} -m pip install playwright')}")


def kernel() -> str:
    """Where Jupyter finds the kernel of this environment, or of this user."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        return f"Java (Arignote)  {KernelSpecManager().get_kernel_spec('arignote').resource_dir}"
    except NoSuchKernel:
        return ""


def installed(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def chromium() -> str:
    found = find_chromium()
    return found and (re.sub(r" *built on.*", "", output(found, "--version")) or found)


def install(packages: str) -> str:
    if shutil.which("apt-get") and shutil.which("dpkg"):
        return f"sudo apt-get install {packages}"
    return f"your package manager: {packages}"


def output(*command: str | Path, **variables: str) -> str:
    """What a program prints; nothing where there is no such program."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, **variables},
        )
    except OSError:
        return ""
    return done.stdout.strip()
