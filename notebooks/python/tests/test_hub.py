"""A class on a JupyterHub: ten users run a tutorial at once, each on a copy of theirs; no server leaves a kernel behind.

ARIGNOTE_CLASS=30 takes another number of users, and prints what was measured.
"""

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Awaitable, TypeVar

import nbformat
import pytest
from arignote.checkout import wheel
from arignote.checkout.set_up import HUB, VENV, python_of
from arignote.execute import CELL_SECONDS
from arignote.tutorials import ROOT, names
from test_wheel import repository
from web_client import Ran, Server, WebKernel, is_there, megabytes, processes, processor_seconds

T = TypeVar("T")
USERS = int(os.environ.get("ARIGNOTE_CLASS", "10"))
TUTORIAL = next(name for name in names() if name.startswith("2_"))
TOKEN = "of-the-program-that-plays-the-class"
MARKS = {
    "kernels": "arignote.notebook.jjava.KernelMain",
    "servers": "jupyterhub-singleuser",
    "proxy": "configurable-http-proxy",
    "hub": "jupyterhub",
}
PROXY = HUB / "node_modules/.bin/configurable-http-proxy"
# The configuration as it is, but for what needs an engine of containers: a server is a process here.
CONFIGURATION = """
import os
load_subconfig({config!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{proxy}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.JupyterHub.hub_connect_ip = ""
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/home/{{username}}"
c.Spawner.cmd = [{singleuser!r}]
c.Spawner.args += ["--allow-root"]
c.Spawner.ip = "127.0.0.1"
c.Spawner.env_keep.extend(["ARIGNOTE_PROFILE", "ARIGNOTE_JARS", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JAVA_HOME"])
c.Spawner.environment = {{"ARIGNOTE_NOTEBOOKS": lambda spawner: spawner.home_dir + "/tutorials"}}
c.JupyterHub.services += [{{"name": "class", "api_token": {token!r}}}]
c.JupyterHub.load_roles += [
    {{"name": "class", "services": ["class"], "scopes": ["admin:users", "admin:servers", "access:servers", "list:users"]}}
]
"""

pytestmark = [
    pytest.mark.skipif("ARIGNOTE_HUB" not in os.environ, reason="a class of ten takes both cores: ./arignote test test_hub.py runs it"),
    pytest.mark.skipif(os.name == "nt", reason="JupyterHub runs on Linux and macOS"),
    pytest.mark.skipif(not PROXY.exists(), reason="JupyterHub's proxy is not here: ./arignote test test_hub.py installs it where npm is"),
]


def played(what):
    """Runs it in a thread: browser tests of the same session leave a loop in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, what).result()


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """An environment with the wheel as an image has it: libraries and classes that are shared and only read, the kernel, JupyterLab, the hub."""
    folder = tmp_path_factory.mktemp("school")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr(wheel, "STAGE", folder / "stage")
        patch.setattr(wheel, "DIST", folder / "dist")
        patch.setattr(wheel, "repository", lambda: "https://127.0.0.1:9")
        made = wheel.build()
    environment, python = folder / "environment", python_of(folder / "environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    packages = next((environment / "lib").glob("python3*")) / "site-packages"
    others = [next((place / "lib").glob("python3*")) / "site-packages" for place in (VENV, HUB / ".venv")]
    (packages / "others.pth").write_text("".join(f"{other}\n" for other in others))
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--disable-pip-version-check", made], check=True)
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER", "ARIGNOTE"))},
        "ARIGNOTE_JARS": str(folder / "fetched"),
        "ARIGNOTE_MAVEN": str(repository()),
    }
    for words in (["bundle", "--unpacked", str(folder / "jars")], ["kernel", "install", "--sys-prefix", "--class-data"]):
        subprocess.run([environment / "bin/arignote", *words], env=variables, check=True, capture_output=True)
        variables["ARIGNOTE_JARS"] = str(folder / "jars")
    shutil.rmtree(folder / "fetched")
    (environment / "etc/jupyter").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "docker/jupyter_server_config.py", environment / "etc/jupyter")
    places = {
        "ARIGNOTE_PROFILE": "class",
        "JUPYTER_PATH": str(environment / "share/jupyter"),
        "JUPYTER_CONFIG_PATH": str(environment / "etc/jupyter"),
        "PATH": f"{environment / 'bin'}{os.pathsep}{variables['PATH']}",
    }
    for path in sorted((folder / "jars").rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder, python, {**variables, **places}


class Hub(Server):
    folder: Path
    process: subprocess.Popen

    def user(self, name: str) -> Server:
        return Server(f"{self.url}/user/{name}", self.token)

    async def server(self, name: str) -> Server:
        """A user's server, once it answers."""
        await self.ask(f"/hub/api/users/{name}", "POST")
        await self.ask(f"/hub/api/users/{name}/server", "POST")
        while not (await self.ask(f"/hub/api/users/{name}"))["servers"].get("", {}).get("ready"):
            assert self.process.poll() is None, (self.folder / "log").read_text()[-4000:]
            await asyncio.sleep(0.25)
        return self.user(name)

    def processes(self) -> dict[str, list[int]]:
        """This hub's, by kind."""
        return processes(MARKS, f"{self.folder}/")


@pytest.fixture(scope="module")
def hub(school):
    folder, python, variables = school
    proxy, own, api = free_ports(3)
    (folder / "home").mkdir()
    singleuser = folder / "environment/bin/jupyterhub-singleuser"
    singleuser.write_text(f"#!{python}\nfrom jupyterhub.singleuser import main\nmain()\n")
    singleuser.chmod(0o755)
    places = dict(config=str(ROOT / "docker/hub/jupyterhub_config.py"), proxy=proxy, hub=own, api=api, folder=folder)
    (folder / "config.py").write_text(CONFIGURATION.format(**places, singleuser=str(singleuser), token=TOKEN))
    secrets = {"CLASS_PASSWORD": "a word for all", "TEACHER_PASSWORD": "p" * 32, "PROXY": str(PROXY)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [python, "-m", "jupyterhub", "-f", folder / "config.py"],
            cwd=folder, env={**variables, **secrets}, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    running = Hub(f"http://127.0.0.1:{proxy}", TOKEN)
    running.folder, running.process = folder, process
    try:
        played(running.until_up("/hub/health", 60, lambda: process.poll() is None))
        yield running
        process.send_signal(signal.SIGINT)
        process.wait(60)
        assert gone(running, "kernels", "servers", "proxy", seconds=USERS)
    finally:
        for number in [number for numbers in running.processes().values() for number in numbers]:
            os.kill(number, signal.SIGKILL)
        process.wait(10)


def gone(hub: Hub, *kinds: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while any(hub.processes()[kind] for kind in kinds) and time.monotonic() < end:
        time.sleep(0.1)
    return not any(hub.processes()[kind] for kind in kinds)


async def lesson(hub: Hub, user: str, together: "Together") -> list[str]:
    """A user's server; a kernel and a first cell; the tutorial, out of the user's own copy. Each begins when all users have come so far."""
    server = await together("server", hub.server(user))
    kernel, first = await together("first cell", first_cell(server))
    assert first.results == ["2"], first
    copy = await server.ask(f"/api/contents/tutorials/{TUTORIAL}.ipynb")
    shown = await together("tutorial", cells(kernel, nbformat.reads(json.dumps(copy["content"]), 4), user))
    kernel.socket.close()
    return shown


async def first_cell(server: Server) -> tuple[WebKernel, Ran]:
    kernel = await server.kernel("tutorials")
    return kernel, await kernel.run("1 + 1")


async def cells(kernel: WebKernel, notebook: nbformat.NotebookNode, user: str) -> list[str]:
    shown = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source.strip():
            ran = await kernel.run(cell.source, CELL_SECONDS)
            assert not ran.error, f"{user}, {cell.source}: {ran.error}"
            shown.append(ran.text)
    return shown


def table(running: dict[str, list[int]]) -> str:
    """Memory (PSS) and processor time of each kind of process, since it began."""
    return ", ".join(
        f"{len(numbers)} {kind} {megabytes(numbers):.0f} MB {processor_seconds(numbers):.0f} s of processor" for kind, numbers in running.items()
    )


class Together:
    """What all users do at once; prints the seconds that it took them, and what all processes have taken until then."""

    def __init__(self, hub: Hub, count: int):
        self.hub, self.count, self.times, self.gates = hub, count, {}, {}

    async def __call__(self, name: str, what: Awaitable[T]) -> T:
        times, gate = self.times.setdefault(name, []), self.gates.setdefault(name, asyncio.Event())
        begun = time.monotonic()
        done = await what
        times.append(time.monotonic() - begun)
        if len(times) == self.count:
            print(f"\n{self.count} users, {name} after {min(times):.1f} to {max(times):.1f} s: {table(self.hub.processes())}", flush=True)
            gate.set()
        await gate.wait()
        return done


async def class_of(hub: Hub, count: int) -> list[list[str]]:
    together = Together(hub, count)
    return await asyncio.gather(*(lesson(hub, f"student{n:02}", together) for n in range(count)))


def test_ten_users_run_a_tutorial_at_once(hub):
    shown = played(class_of(hub, USERS))
    running = hub.processes()
    taken = {kind: megabytes(numbers) for kind, numbers in running.items()}
    notebook = nbformat.read(ROOT / f"notebooks/{TUTORIAL}.ipynb", 4)
    committed = [
        "".join(output.text for output in cell.outputs if output.output_type == "stream")
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.source.strip()
    ]
    assert [text for texts in shown for text in texts] == committed * USERS
    assert len(running["kernels"]) == len(running["servers"]) == USERS
    assert taken["kernels"] < 220 * USERS
    assert taken["servers"] < 130 * USERS
    assert all("kernels/arignote/classes.jsa" in Path(f"/proc/{number}/maps").read_text() for number in running["kernels"])
    # The copies are the users' own, and the libraries are nobody's.
    homes = [hub.folder / "home" / f"student{n:02}" for n in range(USERS)]
    assert all({path.stem for path in (home / "tutorials").glob("*.ipynb")} == set(names()) for home in homes)
    assert [path for home in homes for path in home.rglob("*.so*")] == []


def test_who_has_no_token_has_no_server(hub):
    paths = ("/hub/api/users", "/user/student00/api/kernels")
    assert [played(Server(hub.url).status(path)) for path in paths] == [403, 403]
    listening = subprocess.run(["ss", "-ltnpH"], capture_output=True, text=True).stdout.splitlines() if shutil.which("ss") else []
    ours = {f"pid={number}," for numbers in hub.processes().values() for number in numbers}
    assert [line for line in listening if any(pid in line for pid in ours) and not re.match(r"127\.0\.0\.1:|\[::ffff:127\.0\.0\.1\]:", line.split()[3])] == []


def test_a_server_that_ends_leaves_no_kernel(hub):
    async def one_of(user: str) -> tuple[int, int]:
        """A busy kernel and its server, as numbers of processes."""
        server = await hub.server(user)
        kernel = await server.kernel()
        await kernel.run("1 + 1")
        busy = asyncio.ensure_future(kernel.run("while (true) Thread.sleep(1);"))
        await asyncio.sleep(0.5)
        busy.cancel()
        own = processes(MARKS, f"{hub.folder}/home/{user}")
        assert len(own["kernels"]) == len(own["servers"]) == 1
        return own["kernels"][0], own["servers"][0]

    async def two():
        return await asyncio.gather(one_of("killed"), one_of("stopped"))

    def ends(number: int, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while is_there(number) and time.monotonic() < end:
            time.sleep(0.1)
        return not is_there(number)

    (kernel, server), (other_kernel, other_server) = played(two())
    os.kill(server, signal.SIGKILL)
    assert ends(kernel, 10)
    played(hub.ask("/hub/api/users/stopped/server", "DELETE"))
    assert ends(other_server, 30) and ends(other_kernel, 10)
