"""The documents name files and types that are there."""

import re

import pytest
from arignote.tutorials import ROOT

SOURCES = ROOT / "kernel-lib/src/main/java/arignote"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
# A type by its room, compile.nest.Guard. Records of decisions keep the names of their day.
ROOM = "|".join(sorted(path.name for path in SOURCES.iterdir() if path.is_dir()))
TYPE = re.compile(rf"`((?:{ROOM})(?:\.[a-z]+)*\.[A-Z]\w*)")


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_a_link_leads_to_a_file(document):
    links = [link for link in LINK.findall(CODE.sub("code", document.read_text("utf-8"))) if "://" not in link]
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if d.parent.name != "decisions"], ids=name)
def test_a_type_is_where_a_document_says(document):
    named = {t.replace(".", "/") for t in TYPE.findall(document.read_text("utf-8"))}
    assert sorted(t for t in named if not (SOURCES / f"{t}.java").exists()) == []


def test_each_word_of_the_glossary_has_its_file():
    rows = [line.split("|")[1:-1] for line in (ROOT / "docs/Glossary.md").read_text("utf-8").splitlines() if "|" in line]
    places = [row[-1].strip(" `").replace(".", "/") for row in rows if row[-1].strip(" -") not in ("", "where")]
    assert len(places) > 50
    assert [p for p in places if not (SOURCES / p).is_dir() and not (SOURCES / f"{p}.java").exists()] == []
