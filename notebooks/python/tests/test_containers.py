"""The images of docker/, built from Debian's packages and this checkout's wheel, and started as an engine would."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

import nbformat
import pytest
from arignote import jars
from arignote.checkout import wheel
from arignote.jdk import needed, system_of
from arignote.tutorials import ROOT, VERSION, names
from box import Box, Store, lacks
from test_wheel import repository

DOCKER = ROOT / "docker"
TUTORIAL = "2_sixteen_points"
ASKED = "ARIGNOTE_IMAGES" in os.environ  # they take ten minutes, so only who names them has them
WHY_NOT = lacks() if ASKED else "images are built and started by ./arignote test test_containers.py"
needs_images = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "all is here")
# Plays a browser: without the token, with it, a kernel and a first cell; prints what came and when.
BROWSER = """
import asyncio, json, sys, time
sys.path.insert(0, sys.argv[1])
from web_client import Server

async def play(token):
    nobody, begun = Server("http://127.0.0.1:8888"), time.monotonic()
    await nobody.until_up("/api", 60, lambda: True)
    refused = [await nobody.status(path) for path in ("/api/contents", "/api/kernels", "/api/contents/tutorials")]
    reader = Server(nobody.url, token)
    kernel = await reader.kernel()
    first = await kernel.run('import static arignote.Arignote.*; shared(20.5, "m").item() * 2 + 1')
    return {"refused": refused, "first": first.results, "error": first.error, "files": await reader.ask("/api/contents/tutorials"),
            "kernels": list((await reader.ask("/api/kernelspecs"))["kernelspecs"]), "seconds": time.monotonic() - begun}

print(json.dumps(asyncio.run(play(sys.argv[2]))))
"""
# Has NVRTC, the one that the library is told of, compile a kernel; prints the instructions.
NVRTC = """
import ctypes, os
nvrtc = ctypes.CDLL(os.environ["ARIGNOTE_NVRTC"])
program, size = ctypes.c_void_p(), ctypes.c_size_t()
source = b'extern "C" __global__ void twice(double *x) { x[threadIdx.x] *= 2; }'
assert nvrtc.nvrtcCreateProgram(ctypes.byref(program), source, None, 0, None, None) == 0
assert nvrtc.nvrtcCompileProgram(program, 0, None) == 0
assert nvrtc.nvrtcGetPTXSize(program, ctypes.byref(size)) == 0
text = ctypes.create_string_buffer(size.value)
assert nvrtc.nvrtcGetPTX(program, text) == 0
print(text.value.decode())
"""
# Asks the hub for its first page and for all styles, scripts and fonts that are named there; prints their addresses.
PAGE = r"""
import re, urllib.parse, urllib.request

def ask(address):
    with urllib.request.urlopen(address) as answer:
        print(answer.url)
        if answer.headers.get_content_type() in ("text/html", "text/css"):
            for name in re.findall(r"[\"']([^\"' ]+[.](?:js|css|woff2)(?:[?][^\"' ]*)?)[\"']", answer.read().decode()):
                ask(urllib.parse.urljoin(answer.url, name))

ask("http://127.0.0.1:8000/")
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    yield Store(folder)
    # Mounts of containers lie below; nothing else of this machine's is touched.
    for line in reversed(Path("/proc/self/mounts").read_text().splitlines()):
        if line.split()[1].startswith(str(folder)):
            subprocess.run(["umount", "--lazy", line.split()[1]], capture_output=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """What the stage of this name has: the wheel and the libraries, here those of this checkout."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr(wheel, "STAGE", folder / "stage")
        patch.setattr(wheel, "DIST", folder / "wheel")
        wheel.build()
        shutil.rmtree(folder / "stage")
        patch.setenv("ARIGNOTE_JARS", str(folder / "fetched"))
        patch.setenv("ARIGNOTE_MAVEN", str(repository()))
        jars.write_bundle(system_of(needed()), folder / "jars")
        shutil.rmtree(folder / "fetched")
    return folder


@pytest.fixture(scope="module")
def build(store, made) -> Callable[[str], str]:
    debian = store.debian()
    return lambda target: store.build(DOCKER / "Dockerfile", target, debian, made=made)


@pytest.fixture(scope="module")
def reader(build) -> str:
    return build("reader")


@contextmanager
def started(store, image, *words: str, **variables: str) -> Iterator[Box]:
    box = Box(store, image, *words, **variables)
    try:
        yield box
    finally:
        if box.process.poll() is None:
            box.process.send_signal(signal.SIGKILL)
            box.process.wait(10)


@pytest.fixture(scope="module")
def running(store, reader):
    with started(store, reader) as box:
        yield box


def played(box: Box) -> dict:
    """What a browser sees of a server that is starting there."""
    box.until_it_says("http://127.0.0.1:8888/", 60)
    address, token = re.search(r"(http://\S+)\?token=(\w{40,})", box.said()).groups()
    assert address == "http://127.0.0.1:8888/lab/tree/tutorials"
    done = box.inside(sys.executable, "-c", BROWSER, str(Path(__file__).parent), token, network_alone=True)
    assert done.returncode == 0, done.stderr + box.said()
    seen = json.loads(done.stdout)
    print(f"\nfirst result after {seen['seconds']:.1f} s")
    return seen


def size_of(store, image: str) -> float:
    """In MB."""
    size, unit = store.call("images", "--format", "{{.Size}}", image).split()
    print(f"\n{image}: {size} {unit}")
    return float(size) * {"MB": 1, "GB": 1000}[unit]


@needs_images
def test_a_reader_works_in_it_without_rights_and_without_a_disk_to_write_to(running):
    seen = played(running)
    assert (seen["refused"], seen["first"], seen["error"], seen["kernels"]) == ([403, 403, 403], ["42.0"], "", ["arignote"])
    files = {entry["name"] for entry in seen["files"]["content"]}
    assert files == {*(f"{name}.ipynb" for name in names()), "beside", "data", "LICENSE"}
    assert json.loads(running.inside("healthcheck.py").stdout)["version"]
    status = dict(re.findall(r"^(\w+):\t(.*)$", running.inside("cat", "/proc/1/status").stdout, re.MULTILINE))
    assert status["Uid"].split() == ["1000"] * 4 and int(status["CapBnd"], 16) == 0 and status["NoNewPrivs"] == "1"
    # What is there to write to, and that nothing is written where it would be in each home.
    refused = running.inside("touch", "/opt/arignote/x", "/usr/x", "/etc/x")
    assert refused.stderr.count("Read-only file system") == 3
    assert running.inside("find", "/home", "/tmp", "-name", "*.so*").stdout == ""


@needs_images
def test_a_tutorial_agrees_in_it(running):
    done = running.inside("arignote", "run", "2")
    count = sum(cell.cell_type == "code" for cell in nbformat.read(ROOT / f"notebooks/{TUTORIAL}.ipynb", 4).cells)
    assert done.returncode == 0 and re.search(rf"{TUTORIAL} +{count} +\d+ +agrees", done.stdout), done.stdout + done.stderr


@needs_images
def test_it_ends_when_it_is_stopped_and_takes_its_kernels_along(running):
    java = running.inside("sh", "-c", "cat /proc/[0-9]*/comm").stdout.split().count("java")
    begun = time.monotonic()
    running.stop()
    assert java == 1 and time.monotonic() - begun < 10  # an engine kills after that


@needs_images
def test_it_holds_what_a_reader_needs_and_no_more(store, reader):
    about, root = store.about(reader)["Docker"], store.root_of(reader)
    config = about["config"]
    assert config["User"] == "1000" and config["Healthcheck"]["Test"] == ["CMD", "healthcheck.py"]
    assert not [line for line in config["Env"] if re.search("TOKEN|PASSWORD|KEY=", line)]
    build = ("mvn", "pip", "pip3", "gcc", "strip", "jlink", "javadoc", "node", "chromium")
    assert [path for path in root.glob("*/bin/*") if path.name in build] == []
    packages = root / "opt/arignote/python/lib"
    assert [p for name in ("playwright", "pip", "setuptools", "jedi", "debugpy") for p in packages.glob(f"*/site-packages/{name}")] == []
    assert list(root.glob("root/.m2")) == list(root.glob("var/lib/apt/lists/*")) == list(root.glob("var/cache/apt/*")) == []
    assert list(root.glob("opt/arignote/jars/**/*linux-x86_64.jar")) == []  # their libraries lie there as files
    assert size_of(store, reader) < 850


@needs_images
def test_its_bill_of_materials_has_all_of_it(store, reader):
    root = store.root_of(reader)
    bill = json.loads((root / "opt/arignote/sbom.cdx.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    listed = {kind: {(c["name"], c["version"]) for c in bill["components"] if c["purl"].startswith(f"pkg:{kind}/")} for kind in ("deb", "pypi", "maven")}
    packages = subprocess.run(["chroot", root, "dpkg-query", "-W", "-f", "${Package} ${Version}\n"], capture_output=True, text=True, check=True)
    assert listed["deb"] == {tuple(line.split()) for line in packages.stdout.splitlines()}
    metadata = [path.name.removesuffix(".dist-info") for path in (root / "opt/arignote/python/lib").glob("*/site-packages/*.dist-info")]
    assert {(name.replace("-", "_"), version) for name, version in listed["pypi"]} == {
        (re.sub(r"[-_.]+", "_", name).lower(), version) for name, _, version in (each.rpartition("-") for each in metadata)
    }
    assert ("arignote", VERSION) in listed["pypi"]
    hashes = {h["content"] for c in bill["components"] for h in c.get("hashes", [])}
    assert hashes == {jar.sha256 for jar in jars.needed(system_of(needed()))}
    assert [c["name"] for c in bill["components"] if not c["purl"].startswith("pkg:deb/") and not c.get("licenses")] == []


@needs_images
def test_kernels_of_a_class_share_an_archive_of_classes(store, build):
    image = build("class")
    assert size_of(store, image) < 980
    with started(store, image, "start-notebook.sh") as box:  # without the hub that its servers are started by
        assert played(box)["first"] == ["42.0"]
        java = box.inside("sh", "-c", "grep -l kernels/arignote/classes.jsa /proc/[0-9]*/maps").stdout.split()
        assert len(java) == 1 and "-XX:TieredStopAtLevel=1" in box.inside("cat", java[0].replace("maps", "cmdline")).stdout
        hub = re.search(r"^jupyterhub==(\S+)", (DOCKER / "hub/requirements.txt").read_text("utf-8"), re.MULTILINE)[1]
        assert box.inside("jupyterhub-singleuser", "--version").stdout.strip() == hub


@needs_images
def test_the_image_for_a_graphics_card_compiles_and_computes_without_one(store, build):
    image = build("cuda")
    assert size_of(store, image) < 970
    with started(store, image) as box:
        assert played(box)["first"] == ["42.0"]
        compiled = box.inside("python3", "-c", NVRTC)
        assert ".visible .entry twice(" in compiled.stdout, compiled.stdout + compiled.stderr


@needs_images
def test_the_hub_and_its_proxy_answer(store):
    image = store.build(DOCKER / "hub/Dockerfile", "hub", store.debian("trixie"))
    assert size_of(store, image) < 400
    health = store.about(image)["Docker"]["config"]["Healthcheck"]["Test"][1:]
    with started(store, image, HUB_NAME="localhost", CLASS_PASSWORD="a word for all", TEACHER_PASSWORD="p" * 32) as box:
        box.until_it_says("JupyterHub is now running", 60)
        assert box.inside(*health).returncode == 0, box.said()
        seen = box.inside("python3", "-c", PAGE)
        page, *files = seen.stdout.splitlines()
        assert page.startswith("http://127.0.0.1:8000/hub/login") and any(".woff2" in file for file in files), seen.stdout + seen.stderr
        assert box.stop() == 0, box.said()


def test_the_locks_agree():
    """One version of each package, in the checkout, in images, in the hub and its servers."""
    files = [ROOT / "notebooks/python/requirements.txt", *DOCKER.glob("**/requirements.txt")]
    files = [file for file in files if not {".venv", "node_modules"} & set(file.relative_to(ROOT).parts)]
    assert len(files) == 5
    versions: dict[str, set] = {}
    for file in files:
        for name, version, marker in re.findall(r"^([\w.-]+)==(\S+)( ; [^\\]*)?", file.read_text("utf-8"), re.MULTILINE):
            versions.setdefault(name + marker.rstrip(), set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
    assert "jupyterhub" in versions and "jupyterlab" in versions
