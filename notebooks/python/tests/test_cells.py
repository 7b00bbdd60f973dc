"""Cells in a live kernel: Stop stops them, variables keep their values, and all output arrives.

ARIGNOTE_STOPS=100 stops busy cells a hundred times in place of a few.
"""

from __future__ import annotations

import os
import time
from itertools import cycle, islice

import pytest
from arignote.execute import ENVIRONMENT, KERNEL
from jupyter_client.manager import KernelManager

STOPS = int(os.environ.get("ARIGNOTE_STOPS", "0"))
SECONDS = 60

BUSY = {
    "an empty loop": "while (true) { }",
    "a counting loop": "for (long i = 0; ; i++) { kept++; }",
    "a training loop": "while (true) train.applyAsDouble(new double[100]);",
    "progress": "for (int i : progress(1_000_000_000)) { }",
    "a library's kernel": "var big = org.nd4j.linalg.factory.Nd4j.rand(500, 500); while (true) big.mmul(big);",
    "a sleep": "Thread.sleep(100_000);",
    "two sleeps that swallow": "try { Thread.sleep(100_000); } catch (InterruptedException e) { }\n" * 2,
    "a stream": "Stream.iterate(1, i -> i + 1).forEach(i -> { });",
    "a parallel stream": "IntStream.iterate(1, i -> i + 1).parallel().forEach(i -> { });",
    "a cell that catches everything": "while (true) { try { while (true) { } } catch (Throwable e) { } }",
    "a method that catches everything": "void f() { while (true) { try { f(); } catch (Throwable e) { continue; } } }\nf();",
    "another thread": "var other = new Thread(() -> { while (true) { kept++; } }); other.start(); other.join();",
    "a flood of lines": "while (true) System.out.println(kept);",
    "a flood of outputs": "while (true) show(kept);",
    "input": "new Scanner(System.in).nextLine();",
    "what cannot be interrupted": "new java.util.concurrent.Semaphore(0).acquireUninterruptibly();",
}


class Cells:
    """A kernel, and what its cells put out."""

    def __init__(self):
        self.manager = KernelManager(kernel_name=KERNEL)
        self.manager.start_kernel(env={**os.environ, **ENVIRONMENT})
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(SECONDS)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def start(self, code):
        self.cell = self.client.execute(code, allow_stdin=True)
        return self.cell

    def messages(self, cell):
        """What comes until the cell has ended; from an earlier cell nothing may come any more."""
        while True:
            message = self.client.get_iopub_msg(timeout=SECONDS)
            kind, content = message["msg_type"], message["content"]
            if message["parent_header"].get("msg_id") != cell:
                assert kind == "status", f"an earlier cell: {kind} {content}"
            elif kind == "status" and content["execution_state"] == "idle":
                return
            elif kind not in ("status", "execute_input"):
                yield kind, content

    def run(self, code):
        return list(self.messages(self.start(code)))

    def value(self, code):
        """The text of a cell's result, or None."""
        return next((c["data"]["text/plain"] for kind, c in self.run(code) if kind == "execute_result"), None)

    def notes(self, code):
        """The notes below a cell that puts out nothing else."""
        output = self.run(code)
        assert all(kind == "display_data" for kind, _ in output), output
        return [c["data"]["text/plain"] for _, c in output]

    def answer(self, text):
        """Answers the question of the cell that was started last; those of others before it stay open."""
        while self.client.get_stdin_msg(timeout=SECONDS)["parent_header"].get("msg_id") != self.cell:
            pass
        self.client.input(text)

    def stop(self, code):
        """Starts a cell, stops it when it is busy, and gives the seconds until its error and its name."""
        cell = self.start("System.out.println(\"begun\");\n" + code)
        messages = self.messages(cell)
        next(messages)
        time.sleep(0.3)
        start = time.monotonic()
        self.manager.interrupt_kernel()
        error = next(content for kind, content in messages if kind == "error")
        seconds = time.monotonic() - start
        list(messages)
        return seconds, error


@pytest.fixture(scope="module")
def cells():
    kernel = Cells()
    kernel.run("import arignote.*;\nimport static arignote.Arignote.*;\nimport java.util.stream.*;")
    yield kernel
    kernel.close()


@pytest.fixture(scope="module")
def training(cells):
    cells.run("long kept = 41;")
    cells.run(
        'var x = T.vector("x"); var w = shared(0.0, "w"); var cost = T.sum(T.pow(T.dot(x, w).minus(x), 2));\n'
        "var train = function(inputs(x), outputs(cost), update(w, w.minus(T.grad(cost, w).times(0.001))));"
    )


def stops(times):
    return list(islice(cycle(BUSY.items()), times or len(BUSY)))


@pytest.mark.parametrize("number, what", [(i, what) for i, (what, _) in enumerate(stops(STOPS))])
def test_stop_ends_within_a_second(cells, training, number, what):
    cells.run(f"kept = {number};")
    seconds, error = cells.stop(BUSY[what])
    assert seconds < 1
    assert (error["ename"], error["evalue"]) == ("Stopped", "")
    assert int(cells.value("kept")) >= number  # the variable is there, and the next cell runs
    assert cells.run('System.out.println("next");') == [("stream", {"name": "stdout", "text": "next\n"})]


def test_a_stopped_question_leaves_no_answer_behind(cells):
    cells.stop("new Scanner(System.in).nextLine();")
    cells.answer("too late")
    cell = cells.start("new Scanner(System.in).nextLine()")
    cells.answer("in time")
    assert [c["data"]["text/plain"] for _, c in cells.messages(cell)] == ["in time"]


def test_values_stay(cells):
    cells.run("int a = 5;")
    cells.run("var b = a + 1;\nvar list = new ArrayList<>(List.of(a));")
    cells.run("int a = 6;")
    assert cells.value('b + " " + list') == "6 [5]"
    cells.run("import java.time.*;")
    assert cells.value('b + " " + list') == "6 [5]"


def test_stale_variables_are_named_until_their_cells_run(cells):
    cells.run("double rate = 1;")
    cells.run("double step = rate / 2;")
    number = int(cells.run("rate")[0][1]["execution_count"]) - 1
    assert cells.notes("double rate = 3;") == [f"now stale: step: run [{number}]"]
    assert cells.notes("double rate = 3;") == []  # the same value
    cells.run("double step = rate / 2;")
    assert cells.notes("double rate = 4;") == [f"now stale: step: run [{number + 4}]"]


def test_a_value_that_cannot_stay_is_named(cells):
    cells.run("class Point { int x = 1; }")
    cells.run("Point point = new Point();")
    number = int(cells.run("point.x")[0][1]["execution_count"]) - 1
    note = f"reset, as a type has changed: point: run [{number}]"
    assert cells.notes("class Point { int x = 2; }") == [note]
    assert cells.value("point == null") == "true"


@pytest.mark.parametrize(
    "code, result",
    [
        ("1 + 1", "2"),
        ("1 + 1;", "2"),
        ("1 + 1; // two", "2"),
        ("new Object();", None),
        ("display(2)", None),
        ("display(2); 3", "3"),
    ],
)
def test_a_result_is_what_the_last_line_gives(cells, code, result):
    assert cells.value(code) == result


def test_a_million_lines_arrive(cells):
    output = cells.run("for (int i = 0; i < 1_000_000; i++) System.out.println(i);")
    streamed = "".join(content["text"] for kind, content in output if kind == "stream")
    kind, last = output[-1]
    assert kind == "update_display_data"
    assert streamed + last["data"]["text/plain"] == "".join(f"{i}\n" for i in range(1_000_000))
    assert streamed.count("\n") == 1000 and len(output) < 100
    assert "<summary>lines 991 001 – 1 000 000</summary>" in last["data"]["text/html"]


def test_output_keeps_its_order(cells):
    output = cells.run('for (int i = 0; i < 500; i++) { System.out.println("line " + i); if (i % 10 == 9) show(i); }')
    seen = [content["text"] if kind == "stream" else content["data"]["text/plain"] + "\n" for kind, content in output]
    expected = "".join(f"line {i}\n" + (f"{i}\n" if i % 10 == 9 else "") for i in range(500))
    assert "".join(seen) == expected


def test_no_output_of_a_flood_is_lost(cells):
    shown = [content["data"]["text/plain"] for _, content in cells.run("for (int i = 0; i < 3000; i++) show(i);")]
    assert shown == [str(i) for i in range(3000)]
