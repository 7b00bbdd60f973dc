"""The JDK on each system: where it is found, what it is called, how one is had. Folders stand in for the systems."""

from pathlib import Path

import pytest
from arignote import chromium, installed, jdk, kernelspec
from arignote.checkout.set_up import python_of
from arignote.tutorials import Problem


def make(folder: Path, version: str = "21.0.2", ending: str = "", **more: str) -> Path:
    """A folder that looks like a JDK."""
    (folder / "bin").mkdir(parents=True)
    lines = [f'{name}="{value}"\n' for name, value in {"JAVA_VERSION": version, **more}.items()]
    (folder / "release").write_text("".join(lines))
    for name in ("java", "javac"):
        (folder / "bin" / (name + ending)).write_text("#!/bin/sh\n")
        (folder / "bin" / (name + ending)).chmod(0o755)
    return folder


@pytest.fixture
def system(monkeypatch, tmp_path):
    """Another system, with nothing on its path and nothing in its folders."""

    def be(name: str) -> Path:
        base, *patterns = jdk.USUAL[name]
        monkeypatch.setitem(jdk.USUAL, name, (base if isinstance(base, str) else tmp_path, *patterns))
        monkeypatch.setattr(jdk.platform, "system", lambda: name)
        monkeypatch.setattr(jdk.Path, "home", lambda: tmp_path / "home")
        monkeypatch.setattr(jdk.sys, "prefix", str(tmp_path / "environment"))
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        monkeypatch.setenv("ProgramFiles", str(tmp_path / "Program Files"))
        monkeypatch.delenv("JAVA_HOME", raising=False)
        (tmp_path / "bin").mkdir()
        return tmp_path

    return be


@pytest.mark.parametrize(
    "name, place, ending",
    [
        ("Linux", "usr/lib/jvm/java-21-openjdk", ""),
        ("Linux", "home/.sdkman/candidates/java/21-tem", ""),
        ("Darwin", "Library/Java/JavaVirtualMachines/temurin-21.jdk/Contents/Home", ""),
        ("Darwin", "opt/homebrew/opt/openjdk@21/libexec/openjdk.jdk/Contents/Home", ""),
        ("Darwin", "home/Library/Java/JavaVirtualMachines/corretto/Contents/Home", ""),
        ("Windows", "Program Files/Eclipse Adoptium/jdk-21.0.2.13-hotspot", ".exe"),
        ("Windows", "Program Files/Microsoft/jdk-21.0.2", ".exe"),
        ("Windows", "home/.jdks/openjdk-21", ".exe"),
        ("Windows", "environment/Library/lib/jvm", ".exe"),
    ],
)
def test_a_jdk_is_found_where_installers_put_it(system, name, place, ending):
    top = system(name)
    assert jdk.find() is None
    found = make(top / place, ending=ending)
    assert jdk.find() == found and jdk.needed() == found
    assert jdk.program(found, "java") == found / "bin" / f"java{ending}"


def test_the_newest_of_a_kind_is_taken_and_an_old_one_never(system):
    top = system("Linux")
    make(top / "usr/lib/jvm/a", "11.0.2")
    assert jdk.find() is None
    make(top / "usr/lib/jvm/b", "25")
    make(top / "usr/lib/jvm/c", "17.0.1")
    assert jdk.find() == top / "usr/lib/jvm/b"


def test_java_on_the_path_comes_first_and_a_jre_is_passed_over(system):
    top = system("Linux")
    usual = make(top / "usr/lib/jvm/usual")
    jre = make(top / "jre")
    (top / "bin/java").symlink_to(jre / "bin/java")
    assert jdk.find() == jre
    (jre / "bin/javac").unlink()
    assert jdk.find() == usual


def test_a_version_manager_is_asked(system):
    top = system("Linux")
    own = make(top / "managed/21")
    (top / "bin/java").write_text(f"#!/bin/sh\necho '    java.home = {own}' >&2\n")
    (top / "bin/java").chmod(0o755)
    assert jdk.find() == own


@pytest.mark.parametrize(
    "name, tool, command",
    [
        ("Linux", "apt-get", "sudo apt-get install default-jdk-headless"),
        ("Linux", "dnf", "sudo dnf install java-latest-openjdk-devel"),
        ("Darwin", "brew", "brew install openjdk"),
        ("Windows", "winget", "winget install EclipseAdoptium.Temurin.21.JDK"),
        ("Windows", None, "an installer from https://adoptium.net"),
    ],
)
def test_without_a_jdk_the_way_to_one_is_named(system, monkeypatch, name, tool, command):
    system(name)
    monkeypatch.setattr(jdk.shutil, "which", lambda asked: f"/bin/{asked}" if asked == tool else None)
    with pytest.raises(Problem) as told:
        jdk.needed()
    assert str(told.value) == f"there is no JDK 17 or newer here; install one with: {command}"


def test_a_wrong_java_home_is_told(system, monkeypatch):
    top = system("Windows")
    make(top / "home/.jdks/good", ending=".exe")
    monkeypatch.setenv("JAVA_HOME", str(make(top / "old", "1.8.0_392", ".exe")))
    with pytest.raises(Problem, match="JAVA_HOME is .*old, which is not a JDK 17 or newer; set it to one or unset it"):
        jdk.needed()


@pytest.mark.parametrize(
    "of, kind, named",
    [
        ("Linux", "amd64", "linux-x86_64"),
        ("Linux", "aarch64", "linux-arm64"),
        ("Darwin", "x86_64", "macosx-x86_64"),
        ("Darwin", "aarch64", "macosx-arm64"),
        ("Windows", "amd64", "windows-x86_64"),
    ],
)
def test_the_jdk_says_which_libraries_it_takes(tmp_path, of, kind, named):
    assert jdk.system_of(make(tmp_path / "jdk", OS_NAME=of, OS_ARCH=kind)) == named


def test_a_jdk_that_does_not_say_is_of_this_machine(tmp_path, monkeypatch):
    monkeypatch.setattr(jdk.platform, "system", lambda: "Windows")
    monkeypatch.setattr(jdk.platform, "machine", lambda: "AMD64")
    assert jdk.system_of(make(tmp_path / "jdk")) == "windows-x86_64"


def test_a_linux_without_glibc_is_told(tmp_path):
    with pytest.raises(Problem, match="musl"):
        jdk.system_of(make(tmp_path / "jdk", LIBC="musl"))


def test_on_windows_the_kernel_is_java_itself(tmp_path, monkeypatch):
    home = make(tmp_path / "Program Files/jdk", ending=".exe")
    for module in (jdk, kernelspec):
        monkeypatch.setattr(module.platform, "system", lambda: "Windows")
    monkeypatch.setattr(kernelspec.os, "pathsep", ";")
    spec = kernelspec.kernelspec(home, r"C:\Users\me\a.jar;C:\Users\me\b.jar", tmp_path / "none.jsa")
    assert spec["argv"][0] == str(home / "bin/java.exe")
    assert spec["argv"][-1] == "{connection_file}"
    path = spec["argv"][spec["argv"].index("-cp") + 1]
    assert path == rf"{kernelspec.jjava()};C:\Users\me\a.jar;C:\Users\me\b.jar"


def test_on_windows_the_kernelspec_of_the_wheel_is_written_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(kernelspec, "KERNELS", tmp_path / "kernels")
    installed.name_java(installed.Library(make(tmp_path / "jdk"), "a.jar"))
    assert "arignote.notebook.jjava.KernelMain" in (tmp_path / "kernels/arignote/kernel.json").read_text()
    (tmp_path / "no folder").touch()
    monkeypatch.setattr(kernelspec, "KERNELS", tmp_path / "no folder")
    installed.name_java(installed.Library(tmp_path / "jdk", "a.jar"))  # an environment that nobody may write to


def test_a_browser_is_found_where_windows_keeps_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ARIGNOTE_CHROMIUM", raising=False)
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path / "Program Files (x86)"))
    assert chromium.find_chromium() is None
    edge = tmp_path / "Program Files (x86)/Microsoft/Edge/Application/msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    assert chromium.find_chromium() == str(edge)


@pytest.mark.parametrize("system, place", [("posix", "bin/python"), ("nt", "Scripts/python.exe")])
def test_the_python_of_an_environment_lies_where_its_system_has_it(tmp_path, system, place):
    assert python_of(tmp_path, system) == tmp_path / place
