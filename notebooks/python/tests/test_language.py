"""The language of a running kernel: what it says, and what its players say in a page that has no words of its own."""

from arignote.execute import Task, execute
from nbformat.v4 import new_code_cell, new_notebook

IMPORTS = "import arignote.*;\nimport static arignote.Arignote.*;\nimport tech.tablesaw.api.*;"
LOOP = 'var bar = progress(40).curve("cost");\nfor (int step : bar) { bar.report(0.5); }'
PLAYER = 'animate(2, i -> figure().plot(new double[] {0, i + 1}, new double[] {0, 1}, "o"))'
QUESTION = 'predictFirst("Why?", "Step", "End").because("So")'
TABLE = 'Table.create("people", DoubleColumn.create("height", 1.8, 1.7))'
WRONG = 'double d = 1 / 2;\nvar f = function(inputs(T.vector("x")), outputs(T.vector("y")))'


def outputs(tmp_path, *cells):
    """Those of each cell; the last one may fail."""
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in (IMPORTS, *cells)])
    return [cell.outputs for cell in execute(Task("mine", notebook, tmp_path)).notebook.cells[1:]]


def test_a_kernel_speaks_the_language_that_is_set(monkeypatch, tmp_path, page):
    monkeypatch.setenv("ARIGNOTE_FLAGS", "language=zh-CN")
    loop, player, question, table, wrong = outputs(tmp_path, LOOP, PLAYER, QUESTION, TABLE, WRONG)
    assert loop[0].data["text/plain"] == "40 / 40 · cost 0.5"
    assert loop[0].data["text/html"].endswith("40 / 40 · cost 0.5</div>")
    assert table[0].data["text/plain"].startswith("people：2 行 1 列\n")
    assert question[0].data["text/plain"] == "先猜一猜：Why?\n  a) Step\n  b) End"
    warning, error = wrong
    assert warning.text == "注意：1 / 2 是整数相除，等于 0；要小数请写 1.0 / 2\n"
    sentence, english = error.evalue.split("\n")
    assert sentence == "inputs(…) 里少了 'y'：y 要用到它；请把它加上，或者用 given(…) 给它换上一个值"
    assert english.startswith("('y' is missing in inputs(…)") and f"    {english}" == error.traceback[1]
    assert error.traceback[2].startswith("    单元格 [6]，第 ")

    html = "\n".join(each[0].data["text/html"] for each in (player, question))
    (tmp_path / "page.html").write_text(f"<!doctype html><meta charset='utf-8'><title>Lab</title>{html}", "utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    page.get_by_role("button", name="播放").click()
    page.get_by_role("button", name="暂停").click()
    assert page.locator("legend").inner_text() == "先猜一猜: Why?"
    assert page.locator(".arignote-predict label").all_inner_texts() == ["Step", "End"]
    assert page.wrong == []


def test_an_unknown_language_is_told_in_the_first_cell(monkeypatch, tmp_path):
    monkeypatch.setenv("ARIGNOTE_FLAGS", "language=fr")
    done = execute(Task("mine", new_notebook(cells=[new_code_cell("1 + 1")]), tmp_path))
    assert done.notebook.cells[0].outputs[0].traceback == ["\x1b[1;31mIllegalArgumentException: setting language is one of en, zh-CN, not 'fr'\x1b[0m"]


WARNED = 'var slopes = T.grad(T.sum(T.vector("x")), T.vector("z"), T.disconnectedInputs("warn"))'
SLIDERS = """
Expr w = T.vector("w"), s = T.scalar("s");
explore(w.get(T.cast(s, "int32")), slider(s, 0, 4, 1, 0)).with(w, new double[] {1.5, 3})"""


def test_warnings_and_what_sliders_refuse_are_said_too(monkeypatch, tmp_path, page):
    monkeypatch.setenv("ARIGNOTE_FLAGS", "language=zh-CN")
    (warned,), (sliders,), (player,) = outputs(tmp_path, WARNED, SLIDERS, PLAYER)
    assert warned.text.startswith("注意：代价 ") and "依赖于 'z'；" in warned.text
    assert sliders.data["text/plain"].startswith("滑块 s：w[int32(s)] = 1.5")
    assert player.data["text/plain"].startswith("2 帧的动画；第一帧：")
    (tmp_path / "page.html").write_text(f"<!doctype html><meta charset='utf-8'><title>Lab</title>{sliders.data['text/html']}", "utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    caption = page.locator("figcaption output")
    page.locator("input[type=range]").fill("3")
    assert caption.inner_text() == "下标 3 超出范围：w 的长度是 2"
    page.locator("input[type=range]").fill("1")
    assert caption.inner_text() == "w[int32(s)] = 3"
    assert page.wrong == []
