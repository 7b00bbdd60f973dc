"""The folder for a machine with a graphics card: what is in it, and that it overwrites nothing."""

import os

import pytest

from arignote.checkout import verbs
from arignote.tutorials import Problem


def test_the_folder_has_the_class_path_in_its_order_and_a_script(tmp_path, monkeypatch):
    classes = tmp_path / "bench/target/classes"
    scripts = tmp_path / "bench/card"
    for folder in (classes, scripts):
        folder.mkdir(parents=True)
    (classes / "Card.class").write_text("class", "utf-8")
    (scripts / "card.sh").write_text((verbs.ROOT / "bench/card/card.sh").read_text("utf-8"), "utf-8")
    (scripts / "card.sh").chmod(0o755)
    for name in ("z.jar", "a.jar"):
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.setattr(verbs, "ROOT", tmp_path)

    made = tmp_path / "made"
    verbs.write_card(made, os.pathsep.join(str(tmp_path / name) for name in ("z.jar", "a.jar")))

    assert [jar.read_text("utf-8") for jar in sorted((made / "jars").iterdir())] == ["z.jar", "a.jar"]
    assert (made / "classes/Card.class").is_file()
    assert os.access(made / "card.sh", os.X_OK)
    with pytest.raises(Problem, match="not empty"):
        verbs.write_card(made, "")


def test_the_verb_wants_one_folder():
    with pytest.raises(Problem, match="card takes the folder"):
        verbs.card([])
