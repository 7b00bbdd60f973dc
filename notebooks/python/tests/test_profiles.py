"""What is found of a machine, and how Java is started for it."""

from pathlib import Path

import pytest
from arignote.profiles import CLASS, GB, MB, READER, VARIABLE, Machine, choice, machine, options, sentence, usable_cores
from arignote.tutorials import Problem


def tree(root: Path, **files: str) -> Path:
    """A root with these files, whose names have a double underscore for each slash."""
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


def whole(root: Path) -> Path:
    return tree(root, proc__meminfo="MemTotal:       16777216 kB\nMemFree: 1 kB\n")


@pytest.mark.parametrize(
    "cores, memory, name",
    [
        (2, 4 * GB, READER),
        (8, 64 * GB, READER),
        (2, 3 * GB, READER),
        (2, 3 * GB - 1, CLASS),
        (1.5, 64 * GB, CLASS),
        (1, 1 * GB, CLASS),
        (64, 2 * GB, CLASS),
        (4, 0, READER),  # memory that is not known decides nothing
    ],
)
def test_cores_and_memory_decide(cores, memory, name):
    assert choice(Machine(cores, memory), {}) == name


@pytest.mark.parametrize("name", [READER, CLASS])
def test_the_variable_decides_before_them(name):
    assert choice(Machine(1, GB), {VARIABLE: name}) == choice(Machine(64, 64 * GB), {VARIABLE: f" {name} "}) == name
    assert choice(Machine(64, 64 * GB), {VARIABLE: ""}) == READER


def test_a_profile_that_there_is_not_is_a_sentence():
    with pytest.raises(Problem, match="^ARIGNOTE_PROFILE is teacher; it may be reader or class, or not be set$"):
        options(Machine(2, GB), {VARIABLE: "teacher"})


def test_without_control_groups_the_machine_counts(tmp_path):
    assert machine(whole(tmp_path)) == Machine(usable_cores(), 16 * GB, limited=False)


def test_version_2_has_the_least_of_a_group_and_those_above(tmp_path):
    root = tree(
        whole(tmp_path),
        proc__self__cgroup="0::/class/student\n",
        sys__fs__cgroup__class__memory_dot_max=f"{4 * GB}\n",
        sys__fs__cgroup__class__cpu_dot_max="50000 100000\n",
        sys__fs__cgroup__class__student__memory_dot_max=f"{2 * GB}\n",
        sys__fs__cgroup__class__student__cpu_dot_max="max 100000\n",
    )
    assert machine(root) == Machine(0.5, 2 * GB, limited=True)


def test_in_a_container_the_tree_begins_at_its_group(tmp_path):
    root = tree(whole(tmp_path), proc__self__cgroup="0::/\n", sys__fs__cgroup__memory_dot_max=f"{GB}\n")
    assert machine(root) == Machine(usable_cores(), GB, limited=True)


def test_version_1_has_a_tree_for_each_controller(tmp_path):
    root = tree(
        whole(tmp_path),
        proc__self__cgroup="4:memory:/docker/x\n3:cpu,cpuacct:/docker/x\n1:name=systemd:/docker/x\n",
        sys__fs__cgroup__memory__memory_dot_limit_in_bytes=f"{2 * GB}\n",
    )
    cpu = root / "sys/fs/cgroup/cpu,cpuacct/docker/x"
    cpu.mkdir(parents=True)
    (cpu / "cpu.cfs_quota_us").write_text("25000\n")
    (cpu / "cpu.cfs_period_us").write_text("100000\n")
    assert machine(root) == Machine(0.25, 2 * GB, limited=True)


@pytest.mark.parametrize("limit", ["max", "9223372036854771712", str(16 * GB), "not a number", ""])
def test_what_limits_nothing_is_no_limit(tmp_path, limit):
    root = tree(whole(tmp_path), proc__self__cgroup="0::/\n", sys__fs__cgroup__memory_dot_max=limit)
    assert machine(root) == Machine(usable_cores(), 16 * GB, limited=False)


def test_a_reader_has_java_as_it_is():
    assert options(Machine(2, 24 * GB), {}) == []
    assert options(Machine(2, 4 * GB, limited=True), {}) == [f"-Darignote.container={4 * GB}"]


def test_a_class_has_the_serial_collector_the_first_compiler_and_no_vectors():
    assert options(Machine(2, 24 * GB), {VARIABLE: CLASS}) == [
        "-XX:+UseSerialGC",
        "-Xms40m",
        "-Xmn20m",
        "-XX:MinHeapFreeRatio=10",
        "-XX:MaxHeapFreeRatio=20",
        "-Xmx512m",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:ArchiveRelocationMode=0",
        "-XX:TieredStopAtLevel=1",
        "-Darignote.vectors=none",
    ]


@pytest.mark.parametrize("variable", ["JJAVA_JVM_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"])
def test_a_readers_own_collector_is_the_only_one(variable):
    own = {VARIABLE: CLASS, variable: "-Da=b -XX:+UseParallelGC"}
    assert "-XX:+UseSerialGC" not in options(Machine(1, GB), own)
    assert "-XX:+UseSerialGC" in options(Machine(1, GB), {VARIABLE: CLASS, variable: "-XX:+UseStringDeduplication"})


def test_in_a_container_the_heap_follows_its_memory():
    found = options(Machine(1, 1000 * MB, limited=True), {})
    assert "-Xmx400m" in found
    assert f"-Darignote.container={1000 * MB}" in found


def test_the_doctors_sentence_has_the_reason():
    assert sentence(Machine(2, 24 * GB), {}) == "reader (2 cores and 24.0 GB here)"
    assert sentence(Machine(1, GB, limited=True), {}) == "class (1 core and 1.0 GB in this container)"
    assert sentence(Machine(0.5, GB), {VARIABLE: READER}) == "reader (ARIGNOTE_PROFILE is set; 0.5 cores and 1.0 GB here)"
