"""The benchmark table: ours, loops by hand and the peers, measured in one run on this machine.

bench.py [--quick] [--only WORK…] [--rounds N]

JMH measures the Java side, peers/peers.py each peer in the environment bench/.venv. The table goes to standard output
and, when everything has run, to results/latest.md, with the numbers in results/latest.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable

BENCH = Path(__file__).resolve().parent
RESULTS = BENCH / "results"
PAGE = BENCH.parent / "docs" / "Performance.md"
MARKS = "<!-- figures: written by ./arignote bench -->\n", "<!-- end of figures -->"
PYTHON = BENCH / ".venv" / "bin" / "python"
PEERS = {"pytensor": "PyTensor", "jax": "JAX", "numpy": "NumPy", "torch": "PyTorch"}
COLUMNS = {"ours": "ours", "scalar": "Java by hand", "vector": "Vector API by hand", **PEERS}
WORKS = {
    "line 1": "line, 1 point",
    "line 16": "line, 16 points",
    "line 10000": "line, 10 000 points",
    "line 1000000": "line, 1 000 000 points",
    "line 10000000": "line, 10 000 000 points",
    "line arrays 16": "line, 16 points in arrays of ND4J",
    "line arrays 10000": "line, 10 000 points in arrays of ND4J",
    "line arrays 1000000": "line, 1 000 000 points in arrays of ND4J",
    "line arrays 10000000": "line, 10 000 000 points in arrays of ND4J",
    "sample": "line, one sample (two numbers)",
    "eager 16": "line, 16 points, eager",
    "eager 10000": "line, 10 000 points, eager",
    "eager gradients 16": "the same without the updates, 16 points",
    "eager gradients 10000": "the same without the updates, 10 000 points",
    "eager forward 16": "its cost alone, 16 points",
    "eager forward 10000": "its cost alone, 10 000 points",
    "eager arrays 16": "the step with updates by ND4J, 16 points",
    "eager arrays 10000": "the step with updates by ND4J, 10 000 points",
    "network 20-30-5": "network 20-30-5, 16 rows",
    "network 784-256-10": "network 784-256-10, 128 rows",
    "product 600x784 784x10": "product of 600 by 784 and 784 by 10",
    "product 784x600 600x10": "product of 784 by 600 and 600 by 10",
    "product 20x784 784x500": "product of 20 by 784 and 784 by 500",
    "product 128x784 784x256": "product of 128 by 784 and 784 by 256",
    "product 16x20 20x30": "product of 16 by 20 and 20 by 30",
    "product 600x784 784": "product of 600 by 784 and a vector",
    "product 600 600x784": "product of a vector and 600 by 784",
    "product 600x784T 600x10": "product of 600 by 784, transposed, and 600 by 10",
    "product 600x784 10x784T": "product of 600 by 784 and 10 by 784, transposed",
    "product 784x1 1x500": "outer product, 784 by 500",
    "sum down": "sums down 20 000 rows of 50",
    "sum along": "sums along 20 000 rows of 50",
    "view": "sums down a mini-batch, reshape(-1, 100, 50).get(i)",
    "logistic 400x784": "logistic regression, 400 rows of 784, two classes",
    "logistic 600x784x10": "logistic regression, 600 rows of 784, ten classes",
    "convolution": "two layers of filters, 64 images of 28 by 28",
    "scan": "10 000 turns of h = tanh(w h + x[t]), single numbers",
    "scan gradient": "gradient of sum(h²) by w through 10 000 such turns",
    "elman": "Elman network, 32 numbers, 100 turns",
    "slices": "logistic regression, 128 of 60 000 rows of 100",
    "lstm": "LSTM 64-128, 32 rows, 20 turns",
    "building first": "building the line's function, the first",
    "building again": "building the line's function, once more",
    "building line": "building another line's function",
    "building network": "building another network's function, 20-30-5",
}
SHORT = ("LineStep", "SampleStep", "EagerStep", "ProductStep", "SumStep", "ViewStep", "LogisticStep")
LONG = ("NetworkStep", "ConvolutionStep", "ScanStep", "ScanGradientStep", "ElmanStep", "SlicesStep", "LstmStep")
QUICK_POINTS = (16, 10_000, 1_000_000)
FULL_POINTS = (1, *QUICK_POINTS, 10_000_000)
BUSY = "**Other work ran on this machine meanwhile:** times are too long, ratios may be off."
VECTOR = "--add-modules=jdk.incubator.vector"
JVM = f"-Xmx3g -XX:PerMethodTrapLimit=10000 {VECTOR}"  # as the kernel of the notebooks has them
BANDWIDTH_BYTES = 8 * 10_000_000  # an array of Bandwidth.java; a triad moves three

Work = dict[str, dict[str, float]]  # work -> column -> microseconds


class Problem(Exception):
    """A failure that its one-line text explains to the reader."""


def say(text: str) -> None:
    print(f"arignote: {text}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="arignote bench", allow_abbrev=False)
    parser.add_argument("--quick", action="store_true", help="some ten minutes: fewer sizes, shorter measurements")
    parser.add_argument(
        "--only", nargs="+", metavar="WORK", default=[], help="rows whose names begin so; their table is printed and not kept"
    )
    parser.add_argument(
        "--rounds", type=int, default=1, metavar="N", help="measure all in turn so often; the table has the medians"
    )
    options = parser.parse_args()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, interrupt)
    try:
        if options.rounds < 1:
            raise Problem(f"--rounds {options.rounds}: one round or more")
        results = middle([measure(options.quick, options.only) for _ in range(options.rounds)])
        print(markdown(results) if options.only else publish(results), end="")
    except Problem as problem:
        say(str(problem))
        sys.exit(1)
    except OSError as error:
        say(f"{error.filename or RESULTS.name}: {error.strerror}")
        sys.exit(1)
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(130)


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def measure(quick: bool, only: list[str]) -> dict:
    """All rows, or only those whose names in WORKS begin so."""
    points = QUICK_POINTS if quick else FULL_POINTS
    load = f"{os.getloadavg()[0]:.1f}"
    works: Work = {name: {} for name in WORKS if not name.startswith("line ") or int(name.split()[-1]) in points}
    if quick:
        works = {name: times for name, times in works.items() if not re.match("eager [a-z]", name)}
    for unknown in [word for word in only if not any(name.startswith(word) for name in works)]:
        raise Problem(f"no row begins with '{unknown}'; rows are {', '.join(works)}")
    works = {name: times for name, times in works.items() if name.startswith(tuple(only) or "")}
    versions, missing = {}, {}
    for column in PEERS:
        answer = measure_peer(column, quick, points, list(works))
        if isinstance(answer, str):
            missing[PEERS[column]] = answer
            say(f"{PEERS[column]} is not measured: {answer}")
            continue
        versions[PEERS[column]] = answer["version"]
        for name, times in answer["works"].items():
            if name in works:
                works[name][column] = statistics.median(times)
    java, allocated, bandwidth, versions["JDK"] = measure_java(quick, points, list(works))
    for (name, column), time in java.items():
        if name in works:
            works[name][column] = time
    return {
        "quick": quick,
        "machine": {**machine(), "load at the start": load, "load at the end": f"{os.getloadavg()[0]:.1f}"},
        "versions": versions,
        "not measured": missing,
        "microseconds": works,
        "bytes allocated a call, ours": {name: bytes for name, bytes in allocated.items() if name in works},
        "memory, GB/s": bandwidth,
    }


def middle(rounds: list) -> object:
    """What several rounds have measured as one: their medians, and of what is no number the first."""
    first = rounds[0]
    if isinstance(first, dict):
        return {name: middle([r[name] for r in rounds if name in r]) for name in first}
    return statistics.median(rounds) if isinstance(first, float) else first


def measure_java(quick: bool, points: tuple[int, ...], works: list[str]) -> tuple[dict, dict, dict, str]:
    """Medians in microseconds by (work, column); bytes allocated a call by work; bandwidths; the JDK."""
    length = "-wi 1 -w 1s -i 5 -r 200ms" if quick else "-wi 3 -w 1s -i 10 -r 1s"
    sizes = f"-p points={','.join(map(str, points))}"
    parts = "-e EagerStep.(forward|gradients|arrays) " if quick else ""
    timed = jmh(f"-bm avgt -f 1 {length} {sizes} {parts}-prof gc {'|'.join([*steps(SHORT, works), 'Bandwidth'])}")
    # what takes long or runs many methods needs more time until all is compiled: ND4J's are, after some 20 000 calls
    length = "-wi 3 -w 1s -i 5 -r 200ms" if quick else "-wi 10 -w 1s -i 10 -r 1s"
    if longer := steps(LONG, works):
        timed += jmh(f"-bm avgt -f 1 {length} -prof gc {'|'.join(longer)}")
    first, again, others = [], [], []
    if any(name.startswith("building") for name in works):
        first = jmh(f"-bm ss -f {1 if quick else 5} -wi 0 -i 1 Building.ours")
        again = jmh(f"-bm ss -f 1 {'-wi 10 -i 10' if quick else '-wi 200 -i 50'} Building.ours")
        others = jmh(f"-bm ss -f 1 {'-wi 10 -i 10' if quick else '-wi 60 -i 20'} Building.(line|network)")
    java, allocated, bandwidth = {}, {}, {}
    for runs, suffix in ((timed, ""), (first, " first"), (again, " again"), (others, "")):
        for run in runs:
            subject, method = run["benchmark"].split(".")[-2:]
            time = statistics.median(time for fork in run["primaryMetric"]["rawData"] for time in fork)
            if subject == "Bandwidth":
                bytes_moved = BANDWIDTH_BYTES * run["threads"] * (3 if method.startswith("triad") else 1)
                bandwidth[method] = bytes_moved / time / 1e3
                continue
            name = spoken(subject) + suffix
            if method not in COLUMNS:  # a part of the step or another way, and ours too
                name, method = f"{name} {method}", "ours"
            for size in run.get("params", {}).values():
                name += f" {size}"
            if name not in WORKS:  # as one point in an array of ND4J
                continue
            java[name, method] = time
            if method == "ours" and "secondaryMetrics" in run and "gc.alloc.rate.norm" in run["secondaryMetrics"]:
                allocated[name] = run["secondaryMetrics"]["gc.alloc.rate.norm"]["score"]
    return java, allocated, bandwidth, f"{timed[0]['jdkVersion']} ({timed[0]['vmName']})"


def steps(classes: tuple[str, ...], works: list[str]) -> list[str]:
    """The benchmark classes, of these, that rows with these names come from; of two names that fit the longer one counts."""
    fitting = {name: [c for c in SHORT + LONG if f"{name} ".startswith(f"{spoken(c)} ")] for name in works}
    needed = {max(found, key=len) for found in fitting.values() if found}
    return [rf"\b{c}\b" for c in classes if c in needed]


def spoken(subject: str) -> str:
    """ScanGradientStep as "scan gradient"."""
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", subject.removesuffix("Step")).lower()


def jmh(options: str) -> list[dict]:
    """What JMH writes down of these benchmarks."""
    classes = f"{BENCH / 'target' / 'classes'}{os.pathsep}{(BENCH / 'target' / 'classpath').read_text('utf-8').strip()}"
    java = Path(os.environ["JAVA_HOME"], "bin", "java")
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "jmh.json")
        program = [java, VECTOR, "-cp", classes, "org.openjdk.jmh.Main", "-jvmArgs", JVM]
        program += ["-foe", "true", "-rf", "json", "-rff", written, *options.split()]
        output = run(program, tell_benchmark)
        try:
            return json.loads(written.read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            wrong = [line for line in output if re.search(r"ERROR|Exception|Error:", line)] + output[-1:] + ["no word"]
            raise Problem(f"JMH could not measure: {wrong[0].strip()}") from None


def tell_benchmark(line: str) -> None:
    """Progress: which benchmark begins, from JMH's own lines."""
    if match := re.match(r"# Benchmark: arignote\.bench\.(.*)", line):
        say(f"measuring {match[1]}")
    elif match := re.match(r"# Parameters: \((.*)\)", line):
        say(f"    with {match[1]}")


def measure_peer(column: str, quick: bool, points: tuple[int, ...], works: list[str]) -> dict | str:
    """What the peer's program says, or why there is nothing."""
    if not PYTHON.exists():
        return "its environment is not there; ./arignote bench without --quick sets it up"
    if subprocess.run([PYTHON, "-c", f"import {column}"], capture_output=True).returncode:
        return "it is not installed in bench/.venv" + (
            "; bench/.venv/bin/python -m pip install torch adds it (5 GB)" if column == "torch" else ""
        )
    say(f"measuring {PEERS[column]}")
    options = ["--quick"] if quick else []
    output = run([PYTHON, BENCH / "peers" / "peers.py", column, *options, "--points", *map(str, points), "--works", *works])
    try:
        return json.loads(output[-1])
    except (IndexError, json.JSONDecodeError):
        raise Problem(f"{PEERS[column]} could not be measured: {output[-1].strip() if output else 'no word'}") from None


def run(command: list, listen: Callable[[str], None] = lambda line: None) -> list[str]:
    """The lines that a program prints, each heard as it comes. Ends all that it started."""
    process = subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    lines = []
    try:
        for line in process.stdout:
            listen(line)
            lines.append(line)
        process.wait()
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
    return lines


def machine() -> dict[str, str]:
    """What was measured on; nothing that names the machine or its folders."""
    model = platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists() and (match := re.search(r"^model name\s*:\s*(.+)$", cpus.read_text(), re.MULTILINE)):
        model = match[1]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "CPU": model,
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    }


def number(value: float | None) -> str:
    """Three digits or more, or a dash."""
    if value is None:
        return "-"
    digits = max(0, 3 - len(str(int(value)))) if value >= 1 else 3
    return f"{value:,.{digits}f}".replace(",", " ")


def markdown(results: dict) -> str:
    works: Work = results["microseconds"]
    allocated, bandwidth = results["bytes allocated a call, ours"], results["memory, GB/s"]
    rows = [[name, *(number(times.get(column)) for column in COLUMNS)] for name, times in named(works)]
    others = [column for column in COLUMNS if column != "ours"]
    ratios = [
        [name, *(number(times["ours"] / times[column] if column in times else None) for column in others)]
        for name, times in named(works)
    ]
    facts = [f"{name} {value}" for name, value in {**results["machine"], **results["versions"]}.items()]
    parts = [
        "# Benchmark" + (", quick: few and short measurements" if results["quick"] else ""),
        behind(works),
        "; ".join(facts) + ". float64.",
        *([BUSY] if float(results["machine"]["load at the start"]) > int(results["machine"]["cores"]) / 2 else []),
        "Microseconds for one training step (cost, gradients, updates), for one call of a loop, or for one function "
        "built and called once. The median of the measurements.",
        table(["work", *COLUMNS.values()], rows),
        "How many times as long ours takes: below 1, ours is the faster.",
        table(["ours to", *(COLUMNS[column] for column in others)], ratios),
        "Bytes that ours allocates on the heap in a call: "
        + "; ".join(f"{WORKS[name]}: {number(allocated[name])}" for name in works if name in allocated)
        + ".",
        f"Memory: a thread reads {bandwidth['readByOne']:.1f} GB/s and moves {bandwidth['triadByOne']:.1f} in a triad; "
        f"a thread on each core, together {bandwidth['readByAll']:.1f} and {bandwidth['triadByAll']:.1f}.",
        *(f"{name} is not measured: {why}." for name, why in results["not measured"].items()),
    ]
    return "\n\n".join(parts) + "\n"


def behind(works: Work) -> str:
    """The rows in which a peer is faster than ours, each with its fastest peer."""
    rows = []
    for name, times in named(works):
        fastest = min((peer for peer in PEERS if peer in times), key=times.get, default=None)
        if fastest and times["ours"] > times[fastest]:
            rows.append(f"{name} ({number(times['ours'] / times[fastest])} times as long as {PEERS[fastest]})")
    return f"Ours is behind a peer in: {'; '.join(rows)}." if rows else "Ours is behind no peer."


def named(works: Work) -> list[tuple[str, dict[str, float]]]:
    return [(WORKS[name], times) for name, times in works.items()]


def table(heads: list[str], rows: list[list[str]]) -> str:
    rule = ["---"] + ["---:"] * (len(heads) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in (heads, rule, *rows))


def publish(results: dict) -> str:
    """Writes both files, each in one step, and gives the page."""
    page = markdown(results)
    RESULTS.mkdir(exist_ok=True)
    texts = {"latest.json": json.dumps(rounded(results), indent=2, ensure_ascii=False) + "\n", "latest.md": page}
    with tempfile.TemporaryDirectory(prefix=".new-", dir=RESULTS) as aside:
        for name, text in texts.items():
            Path(aside, name).write_text(text, "utf-8")
        for name in texts:
            os.replace(Path(aside, name), RESULTS / name)
    include(page)
    return page


def include(page: str) -> None:
    """Puts the tables into the page on performance."""
    before, rest = PAGE.read_text("utf-8").split(MARKS[0])
    after = rest[rest.index(MARKS[1]) :]
    PAGE.write_text(before + MARKS[0] + page.replace("# Benchmark", "### Benchmark", 1) + "\n" + after, "utf-8")


def rounded(tree: object) -> object:
    """The same with four digits that count in every number."""
    if isinstance(tree, dict):
        return {name: rounded(branch) for name, branch in tree.items()}
    return float(f"{tree:.4g}") if isinstance(tree, float) else tree


if __name__ == "__main__":
    main()
