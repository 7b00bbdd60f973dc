"""What any Java kernel does, or any Jupyter kernel: libraries of the reader's, memory, Run All after an error, the end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from arignote.execute import ENVIRONMENT, KERNEL, LANGUAGE
from arignote.tutorials import BUILD
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel
from test_kernel import SECONDS, SETUP, Kernel

ARGUMENTS = KernelSpecManager().get_kernel_spec(KERNEL).argv
JAVAC = next(Path(word).with_name("javac") for word in ARGUMENTS if word.endswith("/java"))
CLASS_PATH = BUILD.parent / "kernel-lib" / "target" / "classpath"
MANAGER = """
import sys
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name=sys.argv[1])
client.execute(sys.argv[2])
print(manager.provisioner.process.pid, flush=True)
input()
"""


@pytest.fixture
def start():
    """Starts kernels, each with more in its environment, and ends them."""
    started = []

    def one(kernel_name=KERNEL, **environment) -> Kernel:
        manager, client = start_new_kernel(kernel_name=kernel_name, env={**os.environ, **ENVIRONMENT, **environment})
        started.append((manager, client))
        kernel = Kernel(client)
        kernel.manager = manager
        return kernel

    yield one
    for manager, client in started:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Makes a jar, or a folder, with one class of commons-io or of Tablesaw that the kernel has in another version."""

    def one(name: str, type_name: str, body: str) -> Path:
        folder = tmp_path_factory.mktemp("library")
        package, _, simple = type_name.rpartition(".")
        source = folder / f"{simple}.java"
        source.write_text(f"package {package};\npublic class {simple} {{ {body} }}\n")
        classes = folder / "classes"
        subprocess.run([JAVAC, "-d", classes, source], check=True)
        if not name.endswith(".jar"):
            return classes
        subprocess.run([JAVAC.with_name("jar"), "cf", folder / name, "-C", classes, "."], check=True)
        return folder / name

    return one


def test_the_readers_version_of_a_library_wins_and_the_kernels_work_goes_on(start, library):
    jar = library("commons-io-99.0.jar", "org.apache.commons.io.IOUtils", 'public static String whose() { return "mine"; }')
    kernel = start()
    ran = kernel.run(f"%classpath {jar}\norg.apache.commons.io.IOUtils.whose()")
    assert (ran.text, ran.results[0]["text/plain"]) == ("", "mine")
    # In the next cell, too, beside tables and arrays that go to and fro.
    kernel.run("import org.apache.commons.io.IOUtils;\nimport tech.tablesaw.api.*;\nimport static arignote.Arignote.*;")
    array = "org.nd4j.linalg.factory.Nd4j.ones(2, 2)"
    table = 'Table.create(DoubleColumn.create("a", 1, 2), DoubleColumn.create("b", 3, 4))'
    ran = kernel.run(f"IOUtils.whose() + table({array}, List.of(\"c\", \"d\")).rowCount() + {table}.columnCount()")
    assert ran.results[0]["text/plain"] == "mine22"


def test_a_folder_of_classes_wins_and_what_is_not_brought_is_the_kernels(start, library):
    folder = library("classes", "org.apache.commons.io.FilenameUtils", "public static int three() { return 3; }")
    kernel = start(JJAVA_CLASSPATH=str(folder))
    assert kernel.run("org.apache.commons.io.FilenameUtils.three()").results[0]["text/plain"] == "3"
    assert kernel.run('org.apache.commons.codec.digest.DigestUtils.md5Hex("a").length()').results[0]["text/plain"] == "32"


def test_where_the_readers_version_cannot_win_a_line_says_so(start, library):
    io = library("commons-io-99.0.jar", "org.apache.commons.io.FilenameUtils", "")
    table = library("tablesaw-core-0.1.0.jar", "tech.tablesaw.api.Table", "")
    kernel = start()
    assert kernel.run('org.apache.commons.io.FilenameUtils.getExtension("a.txt")').results[0]["text/plain"] == "txt"
    ran = kernel.run(f"%classpath {io} {table}\ntech.tablesaw.api.Table.create().rowCount()")
    assert ran.results[0]["text/plain"] == "0"
    told = ran.text.splitlines()
    assert told[0].startswith("Not taken, because Arignote's own arrays, tables and charts are of the kernel's version: tablesaw-core 0.1.0 (")
    assert told[1].startswith("Not taken, because cells have already used the kernel's version: commons-io 99.0 (")
    assert told[1].endswith(" stays). Restart the kernel and put it into the first cell.")


def test_a_class_in_two_versions_is_told(start, library):
    body = "public static String here() { return null; }"
    list_of_doubles = library("fastutil-99.0.jar", "it.unimi.dsi.fastutil.doubles.DoubleIterator", body)
    kernel = start()
    kernel.run(f"%classpath {list_of_doubles}\nit.unimi.dsi.fastutil.doubles.DoubleIterator.here();")
    ran = kernel.run('tech.tablesaw.api.DoubleColumn.create("a", 1.0).asDoubleArray()[0]')
    assert ran.results[0]["text/plain"] == "1.0"
    failed = kernel.fails(
        'it.unimi.dsi.fastutil.doubles.DoubleIterator i = null;\ntech.tablesaw.api.DoubleColumn.create("a", 1.0).fillWith(i)'
    )
    assert failed.error["ename"] == "LinkageError"
    assert failed.error["evalue"] == (
        "this takes or gives it.unimi.dsi.fastutil.doubles.DoubleIterator in the kernel's version, "
        "and the notebook has brought another one"
    )


def test_no_binding_for_logging_is_forced_on_a_program():
    assert not [jar for jar in CLASS_PATH.read_text().split(":") if "slf4j-" in jar and "slf4j-api" not in jar]


def test_the_heap_is_what_java_gives_and_what_the_reader_says(start):
    largest = "Runtime.getRuntime().maxMemory() >> 20"
    java = JAVAC.with_name("java")
    said = subprocess.run([java, "-XX:+PrintFlagsFinal", "-version"], capture_output=True, text=True, check=True).stdout
    usual = next(int(line.split()[3]) for line in said.splitlines() if " MaxHeapSize " in line) >> 20
    assert abs(int(start(ARIGNOTE_PROFILE="reader").run(largest).results[0]["text/plain"]) - usual) <= 8
    own = start(JJAVA_JVM_OPTS="-Xmx192m -Dmine=*")
    assert int(own.run(largest).results[0]["text/plain"]) <= 192
    assert own.run('System.getProperty("mine")').results[0]["text/plain"] == "*"


def test_full_memory_is_one_sentence_and_the_session_goes_on(start):
    kernel = start(JJAVA_JVM_OPTS="-Xmx192m", ARIGNOTE_PROFILE="reader")
    sentence = (
        "the cells need more memory than the 0.2 GB that they may take; keep less of it in variables, "
        "or start Jupyter with JJAVA_JVM_OPTS=-Xmx1g in its environment"
    )
    failed = kernel.fails("long[] big = new long[100_000_000];\nbig.length")
    assert (failed.error["ename"], failed.error["evalue"]) == ("OutOfMemoryError", sentence)
    # Where the kernel makes the value's text, in a thread of its own.
    kernel.run('class Long { public String toString() { return "x".repeat(1 << 30); } }')
    assert kernel.fails("new Long()").error["evalue"] == sentence
    # ND4J's arrays lie outside of the heap; their limit follows it.
    arrays = "for (int i = 0; i < 40; i++) kept.add(org.nd4j.linalg.factory.Nd4j.ones(1000, 4000));"
    failed = kernel.fails(f"var kept = new ArrayList<Object>();\n{arrays}")
    assert (failed.error["ename"], failed.error["evalue"]) == (
        "OutOfMemoryError",
        sentence.replace("the cells need", "the arrays of ND4J need").replace(
            "0.2 GB that they may take", "0.8 GB that the kernel may take in all"
        ),
    )
    assert kernel.run("1 + 1").results[0]["text/plain"] == "2"


def test_the_value_of_a_last_line_is_shown_behind_a_semicolon(start):
    kernel = start()
    assert kernel.run('"Hello";').results[0]["text/plain"] == "Hello"
    assert "image/png" in kernel.run("new java.awt.image.BufferedImage(2, 2, 1);").results[0]
    assert kernel.run("int three = 3;\nthree; // it").results[0]["text/plain"] == "3"
    for silent in ["int four = 4;", "new Object();", "System.out.printf(\"%d\", 1);", "three = 5;", "display(three);"]:
        assert kernel.run(silent).results == [], silent


def answers(client, asked: list[str]) -> dict:
    """The status of each reply by the id of its request."""
    given = {}
    while set(asked) - set(given):
        message = client.get_shell_msg(timeout=SECONDS)
        given[message["parent_header"]["msg_id"]] = message["content"].get("status")
    return {each: given[each] for each in asked}


def printed(client) -> str:
    """All that cells have printed, up to the end of one that is sent now."""
    text, last = "", client.execute("0", silent=True)
    while True:
        message = client.get_iopub_msg(timeout=SECONDS)
        if message["msg_type"] == "stream":
            text += message["content"]["text"]
        elif message["parent_header"].get("msg_id") == last and message["content"].get("execution_state") == "idle":
            return text


PRINTS = ['System.out.println("second");', 'System.out.println("third");']


@pytest.mark.parametrize("first", ["int z = 1 / 0;", "int z = ;", "if (true) {", 'throw new Exception("x");', "%nothing"])
def test_cells_behind_an_error_are_aborted_and_what_comes_later_runs(start, first):
    kernel = start()
    client = kernel.client
    cells = [client.execute(code) for code in [first, *PRINTS]]
    others = [client.complete("Str"), client.comm_info()]
    replies = answers(client, cells + others)
    assert [replies[cell] for cell in cells] == ["error", "aborted", "aborted"]
    assert replies[others[0]] == "ok"
    assert printed(client) == ""
    for _ in range(5):  # At once after the reply.
        kernel.fails(first)
        assert kernel.run("1 + 1").results[0]["text/plain"] == "2"


def test_with_stop_on_error_false_all_cells_run(start):
    client = start().client
    cells = [client.execute(code, stop_on_error=False) for code in ["int z = 1 / 0;", *PRINTS]]
    assert list(answers(client, cells).values()) == ["error", "ok", "ok"]
    assert printed(client) == "second\nthird\n"


def test_cells_behind_a_stopped_one_are_aborted(start):
    kernel = start()
    client = kernel.client
    cells = [client.execute(code) for code in ["while (true) { }", *PRINTS]]
    time.sleep(2)
    kernel.manager.interrupt_kernel()
    assert list(answers(client, cells).values()) == ["error", "aborted", "aborted"]
    assert printed(client) == ""
    assert kernel.run("2 * 3").results[0]["text/plain"] == "6"


@pytest.mark.parametrize("cell", ["1 + 1", "while (true) { }"])
def test_a_kernel_ends_when_its_manager_is_killed(cell):
    command = [sys.executable, "-c", MANAGER, KERNEL, cell]
    manager = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    kernel = int(manager.stdout.readline())
    try:
        time.sleep(3)
        assert lives(kernel)
        manager.kill()
        manager.wait()
        deadline = time.monotonic() + 20
        while lives(kernel) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not lives(kernel)
    finally:
        if lives(kernel):
            os.kill(kernel, signal.SIGKILL)


def lives(process: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


def test_the_kernel_says_of_its_language_what_notebooks_hold(start):
    info = start().client.kernel_info(reply=True, timeout=SECONDS)["content"]["language_info"]
    assert json.loads(json.dumps(info)) == LANGUAGE


def test_another_jjava_kernel_has_looks_tables_and_show(start):
    libraries = ARGUMENTS[ARGUMENTS.index("-cp") + 1].partition(":")[2]
    kernel = start("java", JJAVA_CLASSPATH=libraries)
    assert not kernel.run(SETUP).error
    assert kernel.run("x.times(2)").results[0]["text/latex"] == "$$x \\cdot 2$$"
    array = kernel.run("org.nd4j.linalg.factory.Nd4j.createFromArray(1.5, 2)").results[0]
    assert array["text/plain"] == "float64 array of shape (2,)\n[1.5 2.0]" and "<table" in array["text/html"]
    shown = []
    kernel.client.execute_interactive("show(x);", timeout=SECONDS, output_hook=shown.append)
    assert [m["content"]["data"]["text/plain"] for m in shown if m["msg_type"] == "display_data"] == ["x"]
