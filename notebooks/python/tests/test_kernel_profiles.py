"""A kernel for a reader and one for a class: the same bits."""

import json
import os
import subprocess

import pytest
from arignote.execute import ENVIRONMENT, KERNEL
from arignote.jdk import needed
from arignote.kernel_start import command
from arignote.kernelspec import ARCHIVE, write_kernel
from arignote.profiles import CLASS, GB, READER, VARIABLE, Machine, options
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel
from test_kernel import Kernel

STEPS = """import static arignote.Arignote.*;
import arignote.*;

RandomState rng = new RandomState(1);
Expr x = T.matrix("x"), y = T.matrix("y");
Shared w = shared(rng.normal(0, 0.1, 20, 30), "w"), v = shared(rng.normal(0, 0.1, 30, 5), "v");
Expr cost = T.mean(T.sqr(T.softmax(T.dot(T.tanh(T.dot(x, w)), v)) - y)) + 0.01 * T.sum(T.exp(w));
List<Expr> g = T.grad(cost, List.of(w, v));
CompiledFunction train = function(inputs(x, y), outputs(cost), update(w, w - 0.1 * g.get(0)), update(v, v - 0.1 * g.get(1)));
var rows = rng.normal(0, 1, 500, 20);
var targets = rng.normal(0, 1, 500, 5);
String bits = "";
for (int i = 0; i < 5; i++) bits += Double.toHexString(train.applyAsDouble(rows, targets)) + " ";
System.out.print(bits + Arrays.hashCode(w.getValue().data().asDouble()));"""
FACTS = """System.out.print(java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().get(0).getName()
        + (train.source().toString().contains("Vector") ? ", vectors, " : ", no vectors, ")
        + (Runtime.getRuntime().maxMemory() >> 20));"""


def run(name: str) -> tuple[str, str]:
    """The bits of some steps of training, and how Java was started for them."""
    manager, client = start_new_kernel(kernel_name=KERNEL, env={**os.environ, **ENVIRONMENT, VARIABLE: name})
    try:
        kernel = Kernel(client)
        steps, facts = kernel.run(STEPS), kernel.run(FACTS)
        assert not steps.error, steps.lines
        assert not facts.error, facts.lines
        return steps.text, facts.text
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_both_give_the_same_bits():
    (bits, _), (others, facts) = run(READER), run(CLASS)
    assert bits.count("0x") == 5
    assert others == bits
    assert facts.startswith("Copy, no vectors, ") and int(facts.split()[-1]) <= 512


def test_a_readers_own_options_come_behind_those_of_the_profile():
    java, here = ["java", "-Da=b", "-cp", "a.jar", "Main", "file"], Machine(2, 24 * GB)
    line = command(java, here, {VARIABLE: CLASS, "JJAVA_JVM_OPTS": " -Xmx1g  -Dmine=* "})
    own = ["-Xmx1g", "-Dmine=*"]
    assert line == ["java", "-Da=b", *options(here, {VARIABLE: CLASS}), *own, "-cp", "a.jar", "Main", "file"]
    assert command(java, here, {}) == java


def test_a_profile_that_there_is_not_keeps_a_kernel_from_starting_in_a_sentence():
    argv = KernelSpecManager().get_kernel_spec(KERNEL).argv
    ran = subprocess.run(argv, env={**os.environ, VARIABLE: "teacher"}, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "arignote: ARIGNOTE_PROFILE is teacher; it may be reader or class, or not be set\n")


def test_an_archive_of_classes_beside_the_kernelspec_is_taken(tmp_path):
    def archives() -> list[str]:
        write_kernel(tmp_path, needed(), "a.jar")
        java = json.loads((tmp_path / "kernel.json").read_text("utf-8"))["argv"]
        return [option for option in java[: java.index("-cp")] if option.startswith("-XX:SharedArchiveFile")]

    assert archives() == []
    (tmp_path / ARCHIVE).touch()
    assert archives() == [f"-XX:SharedArchiveFile={tmp_path / ARCHIVE}"]
