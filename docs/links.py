"""The links that open the tutorials where nothing is installed: python3 docs/links.py writes them into README.md.

They follow from one setting, the property arignote.address in pom.xml. As long as that is no address of GitHub's, there are none.
"""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).parent.parent
MARKS = "<!-- links: written by docs/links.py -->\n", "<!-- end of links -->\n"
LINKS = {
    "Binder": ("https://mybinder.org/badge_logo.svg", "https://mybinder.org/v2/gh/{}/HEAD?urlpath=lab/tree/notebooks"),
    "Codespaces": ("https://github.com/codespaces/badge.svg", "https://codespaces.new/{}"),
}


def links(pom: str) -> str:
    """A badge for each, of the repository that the pom names."""
    found = re.search(r"<arignote\.address>https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?</arignote\.address>", pom)
    badges = [f"[![{name}]({picture})]({link.format(found[1])})" for name, (picture, link) in LINKS.items()] if found else []
    return "".join(f"{badge}\n" for badge in badges)


def written(readme: str, pom: str) -> str:
    before, rest = readme.split(MARKS[0])
    return before + MARKS[0] + links(pom) + MARKS[1] + rest.split(MARKS[1])[1]


if __name__ == "__main__":
    path = TOP / "README.md"
    path.write_text(written(path.read_text("utf-8"), (TOP / "pom.xml").read_text("utf-8")), "utf-8")
