"""A user of a Jupyter server by way of its addresses, as a browser is: kernels, cells; and what processes take."""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

AsyncHTTPClient.configure(None, max_clients=200)


@dataclass
class Ran:
    """What a cell has shown."""

    text: str = ""
    results: list[str] = field(default_factory=list)
    error: str = ""


@dataclass
class Server:
    url: str
    token: str = ""

    async def ask(self, path: str, method: str = "GET", content: object = None, seconds: float = 120) -> object:
        """The answer's JSON; raises HTTPClientError for all that is not 2xx."""
        request = HTTPRequest(
            self.url + path,
            method=method,
            body=None if content is None else json.dumps(content),
            allow_nonstandard_methods=True,
            headers={"Authorization": f"token {self.token}"} if self.token else {},
            request_timeout=seconds,
        )
        answer = (await AsyncHTTPClient().fetch(request)).body
        return json.loads(answer) if answer else None

    async def status(self, path: str) -> int:
        try:
            await self.ask(path)
        except HTTPClientError as error:
            return error.code
        return 200

    async def until_up(self, path: str, seconds: float, lives: Callable[[], bool]) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                await self.ask(path)
                return
            except (OSError, HTTPClientError):
                if time.monotonic() > end or not lives():
                    raise
                await asyncio.sleep(0.1)

    async def kernel(self, folder: str = "", name: str = "arignote") -> WebKernel:
        """A kernel that works in a folder of the server's."""
        started = await self.ask("/api/kernels", "POST", {"name": name, "path": folder})
        address = re.sub("^http", "ws", self.url) + f"/api/kernels/{started['id']}/channels"
        # The server answers once the kernel does.
        request = HTTPRequest(address, headers={"Authorization": f"token {self.token}"}, connect_timeout=180, request_timeout=180)
        socket = await websocket_connect(request, max_message_size=1 << 26)
        return WebKernel(started["id"], socket)


@dataclass
class WebKernel:
    id: str
    socket: object

    async def run(self, code: str, seconds: float = 180) -> Ran:
        number = uuid.uuid4().hex
        header = {"msg_id": number, "username": "", "session": "test", "msg_type": "execute_request", "version": "5.3", "date": ""}
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
        message = {"header": header, "parent_header": {}, "metadata": {}, "channel": "shell", "content": content}
        await self.socket.write_message(json.dumps(message))
        return await asyncio.wait_for(self.replies(number), seconds)

    async def replies(self, number: str) -> Ran:
        ran, is_idle, is_answered = Ran(), False, False
        while not (is_idle and is_answered):
            told = await self.socket.read_message()
            assert told is not None, "the server has closed the connection"
            message = json.loads(told)
            if message["parent_header"].get("msg_id") != number:
                continue
            kind, content = message["msg_type"], message["content"]
            ran.text += content["text"] if kind == "stream" else ""
            if kind == "execute_result":
                ran.results.append(content["data"]["text/plain"])
            if kind == "error":
                ran.error = f"{content['ename']}: {content['evalue']}"
            is_idle |= kind == "status" and content["execution_state"] == "idle"
            is_answered |= kind == "execute_reply"
        return ran


def processes(marks: dict[str, str], of: str) -> dict[str, list[int]]:
    """The numbers of all processes whose environment has the text, by the first mark that their command line has."""
    found: dict[str, list[int]] = {name: [] for name in marks}
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and of.encode() in (folder / "environ").read_bytes():
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if name := next((name for name, mark in marks.items() if mark in line), None):
                    found[name].append(int(folder.name))
        except OSError:  # it has ended meanwhile
            continue
    return found


def megabytes(numbers: list[int]) -> float:
    """Memory of processes, what they share counted once (PSS)."""
    taken = 0
    for number in numbers:
        try:
            taken += int(re.search(r"^Pss: +(\d+)", Path(f"/proc/{number}/smaps_rollup").read_text(), re.MULTILINE)[1])
        except (OSError, TypeError):
            continue
    return taken / 1024


def processor_seconds(numbers: list[int]) -> float:
    """What processes have had of the processor since they began."""
    ticks = 0
    for number in numbers:
        try:
            words = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(words[11]) + int(words[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
