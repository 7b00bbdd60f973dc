"""The comparison with the reference."""

import json

import nbformat.v4 as v4
import pytest
from arignote.check import Change, changed, differences, questions

TABLE = """
# a comment
[1_a = line]
x_first2   bits    xData
cost       close   costs         at 2
change: 0.01 -> 0.02; cost
"""


@pytest.fixture
def asked(tmp_path):
    (tmp_path / "values.txt").write_text(TABLE)
    results = {"line": [{"seed": 1}, {"seed": 0, "x_first2": [0.1, 0.2], "cost": 3.0}]}
    (tmp_path / "reference.json").write_text(json.dumps(results))
    return questions(tmp_path / "values.txt", tmp_path / "reference.json")["1_a"]


def test_equal_and_close_values_agree(asked):
    assert differences(asked, {"xData": [0.1, 0.2, 0.3], "costs": [9.0, 9.0, 3.000000001]}) == []


def test_data_are_compared_to_the_last_bit(asked):
    sentences = differences(asked, {"xData": [0.1, 0.2 + 3e-17], "costs": [0.0, 0.0, 3.0]})
    assert sentences == ["x_first2[1] is 0.20000000000000004 where the reference has 0.2"]


def test_a_value_that_differs_is_named(asked):
    sentences = differences(asked, {"xData": [0.1, 0.2], "costs": [0.0, 0.0, 3.1]})
    assert sentences == ["cost is 3.1 where the reference has 3.0"]


def test_nan_agrees_with_nothing(asked):
    assert differences(asked, {"xData": [0.1, 0.2], "costs": [0.0, 0.0, float("nan")]})


def test_a_missing_variable_is_named(asked):
    sentences = differences(asked, {"xData": "cannot find symbol, symbol: variable xData", "costs": [1.0]})
    assert sentences == [
        "x_first2 cannot be read from xData: cannot find symbol, symbol: variable xData",
        "cost: costs has only 1 numbers",
    ]


def test_a_change_replaces_a_whole_constant_only():
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("0.01"), v4.new_code_cell("f(10.01, 0.012, 0.01)")])
    assert changed(notebook, Change("0.01", "0.02", "cost"))
    assert notebook.cells[1].source == "f(10.01, 0.012, 0.02)"
    assert not changed(notebook, Change("7", "8", "cost"))
