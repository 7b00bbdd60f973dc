"""The benchmark's page, and what is left when a measurement fails."""

import importlib.util
import json

import pytest
from arignote.tutorials import ROOT

spec = importlib.util.spec_from_file_location("bench", ROOT / "bench" / "bench.py")
bench = importlib.util.module_from_spec(spec)
spec.loader.exec_module(bench)

RESULTS = {
    "quick": True,
    "machine": {"CPU": "some CPU", "cores": "2", "load at the start": "0.1"},
    "versions": {"JDK": "17"},
    "not measured": {"PyTorch": "it is not installed"},
    "microseconds": {"line 16": {"ours": 12.345678, "numpy": 4.0}, "line 1000000": {"ours": 200_000.0}},
    "bytes allocated a call, ours": {"line 16": 17_931.0},
    "memory, GB/s": {"readByOne": 20.0, "readByAll": 30.0, "triadByOne": 15.0, "triadByAll": 25.0},
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(bench, "PAGE", tmp_path / "Performance.md")
    bench.PAGE.write_text("".join(bench.MARKS))
    return tmp_path / "results"


def test_times_ratios_and_dashes_are_shown(folder):
    page = bench.publish(RESULTS)
    assert "| line, 16 points | 12.3 | - | - | - | - | 4.00 | - |" in page
    assert "| line, 1 000 000 points | 200 000 | - | - | - | - | - | - |" in page
    assert "| line, 16 points | - | - | - | - | 3.09 | - |" in page
    assert "PyTorch is not measured: it is not installed." in page
    assert sorted(path.name for path in folder.iterdir()) == ["latest.json", "latest.md"]
    assert json.loads((folder / "latest.json").read_text())["microseconds"]["line 16"]["ours"] == 12.35


def test_the_first_paragraph_names_the_rows_in_which_a_peer_is_faster():
    def first(works):
        return bench.markdown({**RESULTS, "microseconds": works}).split("\n\n")[1]

    assert first(RESULTS["microseconds"]) == "Ours is behind a peer in: line, 16 points (3.09 times as long as NumPy)."
    slower = {"ours": 9.0, "scalar": 1.0, "jax": 3.0, "numpy": 8.0}
    faster = {"ours": 2.0, "scalar": 1.0, "jax": 3.0}
    assert first({"scan": slower, "elman": faster}).endswith("single numbers (3.00 times as long as JAX).")
    assert first({"elman": faster}) == "Ours is behind no peer."


def test_the_tables_go_into_the_page(folder):
    page = bench.PAGE
    page.write_text(f"before\n{bench.MARKS[0]}old\n{bench.MARKS[1]}\nafter\n")
    bench.publish(RESULTS)
    text = page.read_text()
    assert text.startswith("before\n") and text.endswith("\nafter\n") and "old" not in text
    assert "| line, 16 points | 12.3 |" in text


def test_a_busy_machine_is_told():
    busy = {**RESULTS, "machine": {**RESULTS["machine"], "load at the start": "1.5"}}
    assert bench.BUSY in bench.markdown(busy) and bench.BUSY not in bench.markdown(RESULTS)


def test_a_failure_is_one_line_and_leaves_the_results(folder, monkeypatch, capsys):
    bench.publish(RESULTS)
    before = (folder / "latest.json").read_text()

    def fail(*_):
        raise bench.Problem("JMH could not measure: no room")

    monkeypatch.setattr(bench, "measure", fail)
    monkeypatch.setattr("sys.argv", ["bench.py", "--quick"])
    with pytest.raises(SystemExit) as stop:
        bench.main()
    out, err = capsys.readouterr()
    assert (stop.value.code, out, err) == (1, "", "arignote: JMH could not measure: no room\n")
    assert (folder / "latest.json").read_text() == before
    assert len(list(folder.iterdir())) == 2


def test_rows_that_are_asked_for_come_from_their_classes():
    assert bench.steps(bench.SHORT, ["line arrays 16", "sample"]) == [r"\bLineStep\b", r"\bSampleStep\b"]
    assert bench.steps(bench.LONG, ["scan gradient", "lstm"]) == [r"\bScanGradientStep\b", r"\bLstmStep\b"]
    assert bench.steps(bench.LONG, ["scan", "building first"]) == [r"\bScanStep\b"]
    every = bench.steps(bench.SHORT + bench.LONG, list(bench.WORKS))
    assert every == [rf"\b{name}\b" for name in bench.SHORT + bench.LONG]
    sources = {path.stem for path in (ROOT / "bench/src/main/java/arignote/bench").glob("*Step.java")}
    assert sources == set(bench.SHORT + bench.LONG)


def test_several_rounds_give_their_medians(folder, monkeypatch, capsys):
    def once(factor, **more):
        works = {name: {column: time * factor for column, time in times.items()} for name, times in RESULTS["microseconds"].items()}
        return {**RESULTS, "microseconds": works, **more}

    rounds = iter([once(3.0), once(1.0), once(9.0)])
    monkeypatch.setattr(bench, "measure", lambda *_: next(rounds))
    monkeypatch.setattr("sys.argv", ["bench.py", "--rounds", "3"])
    bench.main()
    assert capsys.readouterr().out == bench.markdown(once(3.0))
    monkeypatch.setattr("sys.argv", ["bench.py", "--rounds", "0"])
    with pytest.raises(SystemExit):
        bench.main()
    assert capsys.readouterr().err == "arignote: --rounds 0: one round or more\n"


def test_single_rows_are_printed_and_not_kept(folder, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(bench, "measure_peer", lambda column, quick, points, works: asked.append(works) or "it is not installed")
    monkeypatch.setattr(bench, "measure_java", lambda *_: ({("lstm", "ours"): 9.0}, {"lstm": 0.0}, RESULTS["memory, GB/s"], "17"))
    monkeypatch.setattr("sys.argv", ["bench.py", "--only", "lstm"])
    bench.main()
    assert "| LSTM 64-128, 32 rows, 20 turns | 9.00 |" in capsys.readouterr().out
    assert asked == [["lstm"]] * len(bench.PEERS) and not folder.exists()
    monkeypatch.setattr("sys.argv", ["bench.py", "--only", "gru"])
    with pytest.raises(SystemExit):
        bench.main()
    assert capsys.readouterr().err.startswith("arignote: no row begins with 'gru'; rows are line 1, line 16, ")
