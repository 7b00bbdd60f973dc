"""The licences of what is fetched and shipped."""

import third_party
import pytest
from arignote.tutorials import ROOT


def test_the_list_of_licences_is_that_of_what_is_resolved():
    assert third_party.FILE.read_text("utf-8") == third_party.written(), "python docs/third_party.py writes it anew"
    assert third_party.FILE.name in (ROOT / "NOTICE").read_text("utf-8")


def test_a_licence_that_cannot_be_shipped_or_is_unknown_stops_the_list():
    assert third_party.spdx(["LGPL, version 2.1", "Apache License v2.0"], "jna") == ["LGPL-2.1", "Apache-2.0"]
    for names, sentence in [
        (["GNU General Public License (GPL) version 2, or any later version"], "cannot ship"),
        (["MIT AND GPL-3.0"], "cannot ship"),
        (["Business Source License"], "does not know"),
        ([], "names no licence"),
    ]:
        with pytest.raises(SystemExit, match=sentence):
            third_party.spdx(names, "some:library:1")
