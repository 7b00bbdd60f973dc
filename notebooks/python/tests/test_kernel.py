"""One live kernel: what a reader sees of an error, and what an editor gets to its questions."""

import os
import re
import time
from dataclasses import dataclass, field

import pytest
from arignote.execute import ENVIRONMENT, KERNEL
from jupyter_client.manager import start_new_kernel

SECONDS = 60
SETUP = """import arignote.*;
import static arignote.Arignote.*;

Expr x = T.vector("x");
int n = 3;
"""


@dataclass
class Outcome:
    """What a cell put out."""

    number: int
    error: dict | None = None
    text: str = ""
    results: list = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The error's text, without colours."""
        return re.sub(r"\x1b\[[\d;]*m", "", "\n".join(self.error["traceback"])).split("\n")


class Kernel:
    def __init__(self, client):
        self.client = client

    def run(self, code: str) -> Outcome:
        messages = []
        reply = self.client.execute_interactive(code, timeout=SECONDS, allow_stdin=False, output_hook=messages.append)
        outcome = Outcome(reply["content"]["execution_count"])
        for message in messages:
            content = message["content"]
            if message["msg_type"] == "error":
                outcome.error = content
            elif message["msg_type"] == "stream":
                outcome.text += content["text"]
            elif message["msg_type"] == "execute_result":
                outcome.results.append(content["data"])
        if outcome.error:  # The reply says the same as the output.
            assert reply["content"]["ename"] == outcome.error["ename"]
            assert reply["content"]["traceback"] == outcome.error["traceback"]
        return outcome

    def fails(self, code: str) -> Outcome:
        outcome = self.run(code)
        assert outcome.error, f"no error: {code}"
        return outcome

    def complete(self, code: str) -> dict:
        """At the bar in the code."""
        at = code.index("|")
        return self.client.complete(code.replace("|", ""), at, reply=True, timeout=SECONDS)["content"]

    def help(self, code: str) -> dict:
        at = code.index("|")
        return self.client.inspect(code.replace("|", ""), at, reply=True, timeout=SECONDS)["content"]

    def is_complete(self, code: str) -> dict:
        asked = self.client.is_complete(code)
        reply = self.client.get_shell_msg(timeout=SECONDS)
        assert reply["parent_header"]["msg_id"] == asked
        return reply["content"]

    def history(self, **asked) -> list:
        content = self.client.history(reply=True, timeout=SECONDS, **asked)["content"]
        assert content["status"] == "ok"
        return content["history"]


@pytest.fixture(scope="module")
def kernel():
    manager, client = start_new_kernel(kernel_name=KERNEL, env={**os.environ, **ENVIRONMENT})
    try:
        kernel = Kernel(client)
        assert not kernel.run(SETUP).error
        yield kernel
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_an_error_begins_with_its_sentence_and_names_the_lines_of_its_cells(kernel):
    defined = kernel.run("\n\nint half(int k) {\n    int none = 0;\n    return k / none;\n}")
    failed = kernel.fails("int before = 1;\n\n\nfor (int i = 0; i < 3; i++) {\n    half(i);\n}")
    assert failed.error["ename"] == "ArithmeticException"
    assert failed.error["evalue"] == "/ by zero"
    assert failed.lines == [
        "ArithmeticException: / by zero",
        f"    cell [{defined.number}], line 5, in half:  return k / none;",
        f"    cell [{failed.number}], line 5:  half(i);",
    ]


def test_a_lambda_of_a_cell_has_its_own_line(kernel):
    failed = kernel.fails("var l = List.of(1);\n\nl.stream().map(i -> {\n    int z = 0;\n    return i / z;\n}).toList();")
    assert failed.lines[1] == f"    cell [{failed.number}], line 5:  return i / z;"


def test_the_lines_of_the_library_are_folded_and_trace_unfolds_them(kernel):
    kernel.run('var w = shared(new double[] {1, 2}, "w");\nvar f = function(inputs(x), outputs(x.times(w)));')
    failed = kernel.fails("f.apply(new double[] {1, 2, 3})")
    sentence = "IllegalArgumentException: shapes do not match in (x * w): 'x' has the shape [3] and 'w' has the shape [2]"
    here = f"    cell [{failed.number}], line 1:  f.apply(new double[] {{1, 2, 3}})"
    assert failed.lines == [sentence, here, "    (trace() shows the lines of the libraries, too)"]
    trace = kernel.run("trace()").text.splitlines()
    assert (trace[0], trace[-1]) == (sentence, here)
    assert any(line.startswith("    at arignote.") for line in trace[1:-1])
    assert "jjava" not in "".join(trace)


@pytest.mark.parametrize(
    "code, name, sentence",
    [
        ("int deep(int k) { return deep(k + 1) + 1; }\ndeep(0)", "StackOverflowError", ""),
        ('throw new AssertionError("never")', "AssertionError", "never"),
        ("var big = new long[Integer.MAX_VALUE];", "OutOfMemoryError", "Requested array size exceeds VM limit"),
        ("var f = new int[2]; f[2] = 1;", "ArrayIndexOutOfBoundsException", "Index 2 out of bounds for length 2"),
        ("Object o = null; o.toString()", "NullPointerException", None),
    ],
)
def test_an_error_keeps_its_own_name(kernel, code, name, sentence):
    failed = kernel.fails(code)
    assert failed.error["ename"] == name
    assert sentence is None or failed.error["evalue"] == sentence
    assert "REPL" not in "".join(failed.lines)
    assert failed.lines[1].startswith(f"    cell [{failed.number}], line ")


def test_an_exception_of_a_cell_and_its_cause(kernel):
    kernel.run(
        "class TooSmall extends Exception {\n"
        "    TooSmall(int k, Throwable cause) {\n"
        '        super(k + " is too small", cause);\n'
        "    }\n"
        "}"
    )
    failed = kernel.fails("try {\n    Integer.parseInt(\"one\");\n} catch (Exception e) {\n    throw new TooSmall(1, e);\n}")
    assert failed.error["ename"] == "TooSmall"
    assert failed.lines == [
        "TooSmall: 1 is too small",
        f"    cell [{failed.number}], line 4:  throw new TooSmall(1, e);",
        'caused by NumberFormatException: For input string: "one"',
        f'    cell [{failed.number}], line 2:  Integer.parseInt("one");',
        "    (trace() shows the lines of the libraries, too)",
    ]


def test_a_cell_that_does_not_compile_shows_each_place(kernel):
    failed = kernel.fails('int good = 1;\n\nvoid two() {\n    int a = "x";\n    int b = 2.5;\n}')
    assert failed.error["ename"] == "CompileError"
    assert failed.lines == [
        "CompileError: Here int is needed, and this is String.",
        f"    cell [{failed.number}], line 4:",
        '        int a = "x";',
        "                ^~~",
        "and: The double does not fit into int without loss.",
        f"    cell [{failed.number}], line 5:",
        "        int b = 2.5;",
        "                ^~~",
        "    Write (int) in front of it, or make the variable double.",
    ]
    assert kernel.run("good").results[0]["text/plain"] == "1"


@pytest.mark.parametrize(
    "code, hint",
    [
        ("Nd4j.ones(3)", "Add: import org.nd4j.linalg.factory.Nd4j;"),
        ("INDArray a = null;", "Add: import org.nd4j.linalg.api.ndarray.INDArray;"),
        ("Table t = null;", "Add: import tech.tablesaw.api.Table;"),
        ("XYChart c = null;", "Add: import org.knowm.xchart.XYChart;"),
        ("Files.exists(null)", "Add: import java.nio.file.Files;"),
        ("softmax(x)", "Write T.softmax(…)."),
        ("x < n", "Write T.lt(x, n)."),
        ('x * "a"', "Use a number, an expression or an array instead."),
        ("print(x)", "Write System.out.println(x), or x alone in a cell's last line."),
        ("x ** 2", "Write T.pow(x, 2)."),
        ("x[0]", "Write x.get(0)."),
        ("import numpy as np", "Write Nd4j.createFromArray(1.0, 2.0) for an array, new RandomState(0) for random numbers."),
        ("for i in range(n):\n    print(i)", "Write for (int i = 0; i < n; i++) { … }"),
        ("if (n = 3) {\n}", "Write n == 3."),
        ("# a remark\nn", "Write // in its place."),
        ("while True:\n    n", "Write while (true) { … }"),
        ("return 3;", "Write the value alone: a cell shows that of its last line."),
        ("not n", "Write !n."),
    ],
)
def test_a_hint_for_what_is_frequent(kernel, code, hint):
    assert kernel.fails(code).lines[-1] == f"    {hint}"


def test_a_word_of_python_costs_no_variable(kernel):
    for code in ("print x", "not x", "x, n = 1, 2", "System.out.println x"):
        assert kernel.fails(code).error["ename"] == "CompileError"
    assert kernel.run('x + " " + n').results[0]["text/plain"] == "x 3"


def test_a_variable_without_a_value_is_named(kernel):
    failed = kernel.fails("Expr nothing = null;\nnothing + x")
    assert failed.lines[:2] == [
        "NullPointerException: nothing is null, it has no value yet (Cannot invoke \"Expr.plus(Object)\")",
        f"    cell [{failed.number}], line 2:  nothing + x",
    ]


def test_a_function_is_called_as_in_theano(kernel):
    kernel.run("Shared slope = shared(1.0, \"slope\");")
    kernel.run("var train = function(inputs(x), outputs(T.sum(x * slope)), update(slope, slope + 1));")
    kernel.run("var both = function(inputs(x), outputs(T.sum(x), T.max(x)));")
    kernel.run("double fit(CompiledFunction f, double[] v) { double c = 0; for (int i = 0; i < 2; i++) { c += f(v); } return c; }")
    ran = kernel.run("double[] v = {1, 2};\ndouble c = train(v);\nfor (int i = 0; i < 2; i++) { train(v); }\nc + 2 * slope.item()")
    assert (ran.error, ran.results[0]["text/plain"]) == (None, "11.0")
    assert kernel.run("both(v).size()").results[0]["text/plain"] == "2"
    assert kernel.run("fit(train, v)").results[0]["text/plain"] == "27.0"
    assert "double c = train.applyAsDouble(v);" in kernel.run("System.out.println(plain())").text


def test_a_remainder_has_all_its_sides(kernel):
    assert kernel.run("7 % x").results[0]["text/plain"] == "(7 % x)"
    value = "double z = (-7 % org.nd4j.linalg.factory.Nd4j.createFromArray(4.0)).getDouble(0);\nz"
    assert kernel.run(value).results[0]["text/plain"] == "1.0"
    assert kernel.run("(arignote.eager.Variable.of(3.0) % 2).item()").results[0]["text/plain"] == "1.0"


def test_a_fraction_that_is_lost_is_told(kernel):
    ran = kernel.run("double lr = 1/100;")
    assert ran.error is None
    assert ran.text == "warning: 1/100 divides whole numbers and is 0; write 1.0 / 100 for the fraction\n"


def test_a_method_that_needs_what_is_not_there(kernel):
    assert not kernel.run("double later(double t) { return g(t); }").error
    failed = kernel.fails("later(2)")
    assert failed.lines[0] == (
        "UnresolvedReference: later(double) cannot be used yet: it needs method g(double), which no cell has defined."
    )
    assert not kernel.run("double g(double t) { return 2 * t; }").error
    assert kernel.run("later(2)").results[0]["text/plain"] == "4.0"


def test_a_cell_that_ends_too_early(kernel):
    failed = kernel.fails("if (n > 2) {\n  half(")
    assert failed.lines == [
        "CompileError: The cell ends, but this ( is not closed.",
        f"    cell [{failed.number}], line 2:",
        "      half(",
        "          ^",
    ]


def test_errors_in_a_timed_cell(kernel):
    assert kernel.fails("%%time\nint t1 = 0;\n\n1 / t1").lines[0] == "ArithmeticException: / by zero"
    assert kernel.fails("%%time\nint t2 = 0;\n\nt2 + yy").lines[0] == "CompileError: yy is not known here."


def test_completion(kernel):
    found = kernel.complete("T.soft|")
    soft = ["softmax(", "softmaxCrossentropyWithLogits(", "softmaxWithBias(", "softplus(", "softsign("]
    assert (found["matches"], found["cursor_start"], found["cursor_end"]) == (soft, 2, 6)
    members = kernel.complete("var y = x.|;")["matches"]
    assert members.index("times(") < members.index("getClass()")
    assert kernel.complete("shar|")["matches"] == ["shared("]
    assert kernel.complete("%tim|")["matches"] == ["%time"]
    # What stands before in the same cell, with imports and methods; a character of two halves counts once.
    assert kernel.complete('import java.util.*;\nint two() { return 2; }\nString s = "😀";\ns.leng|')["matches"] == ["length()"]
    assert kernel.complete('String s = "😀";\ns.leng|')["cursor_start"] == 18
    for infix in ("(x * 2 + n).su|", "var y = x * 2 + n;\ny.su|", "T.exp((x - 1).su|"):
        assert kernel.complete(infix)["matches"] == ["sum("]
    types = kernel.complete("n|")["metadata"]["_jupyter_types_experimental"]
    assert types[0] == {"start": 0, "end": 1, "text": "n", "type": "instance", "signature": "int"}


def test_help_has_the_signature_and_the_first_paragraph(kernel):
    text = kernel.help("T.soft|max(x)")["data"]["text/plain"]
    assert text == (
        "Expr T.softmax(Expr x)\n\nexp(x) / sum(exp(x)) over the last axis, computed without overflow.\n\n"
        "Expr T.softmax(Expr x, int axis)\n\nexp(x) / sum(exp(x)) over one axis, computed without overflow."
    )
    assert kernel.help("int k = 1;\nT.softmax(x, |")["data"]["text/plain"] == text
    assert kernel.help("shared(|")["data"]["text/plain"].startswith("Shared Arignote.shared(Object value)\n\nA shared")
    assert kernel.help("|n")["data"]["text/plain"] == "int n = 3"
    assert "<pre>Expr T.softmax(Expr x)</pre>" in kernel.help("T.softmax|(x)")["data"]["text/html"]
    assert kernel.help("(x * 2).su|m()")["data"]["text/plain"].startswith("Expr Expr.sum(int... axes)")
    assert not kernel.help("nothingness|")["found"]


def test_is_complete(kernel):
    assert kernel.is_complete("x * 2")["status"] == "complete"
    assert kernel.is_complete("int y = ;")["status"] == "invalid"
    assert kernel.is_complete("for (;;) {") == {"status": "incomplete", "indent": "    "}


def test_history(kernel):
    last = kernel.run('"the last one"').number
    assert kernel.history(hist_access_type="tail", n=1) == [[0, last, '"the last one"']]
    assert kernel.history(hist_access_type="range", session=0, start=1, stop=2) == [[0, 1, SETUP]]
    found = kernel.history(hist_access_type="search", pattern="*last?one*", n=5, output=True)
    assert found == [[0, last, ['"the last one"', "the last one"]]]


def test_cells_are_coloured_as_java(kernel):
    info = kernel.client.kernel_info(reply=True, timeout=SECONDS)["content"]["language_info"]
    assert (info["codemirror_mode"], info["pygments_lexer"]) == ("java", "java")


def test_a_kernel_asked_to_end_does_so_whatever_its_cells_do():
    manager, client = start_new_kernel(kernel_name=KERNEL, env={**os.environ, **ENVIRONMENT})
    try:
        client.execute_interactive("new Thread(() -> { while (true) { Thread.onSpinWait(); } }).start();")
        client.execute("while (true) { }")
        time.sleep(1)
        client.shutdown()
        assert client.get_control_msg(timeout=SECONDS)["msg_type"] == "shutdown_reply"
        assert manager.provisioner.process.wait(timeout=SECONDS) == 0
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
