"""What pages need on the web: the way to their neighbours, what can be taken along, and where a notebook can be opened.

The last follows from one setting, the property arignote.address in pom.xml, or --address. As long as that is no address of GitHub's
there are no such links.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from arignote.check import original
from arignote.tutorials import POM, ROOT

ADDRESS = re.search(r"<arignote\.address>(.*?)</arignote\.address>", POM)[1]
OPENED = {
    "Binder": "https://mybinder.org/v2/gh/{}/HEAD?urlpath=lab/tree/{}",
    "Codespaces": "https://codespaces.new/{}",
    "GitHub": "https://github.com/{}/blob/HEAD/{}",
}


@dataclass(frozen=True)
class Place:
    """Where a page stands among the others. Titles by the name of a page."""

    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    download: str = ""
    """The file beside the page that has the notebook and its data."""
    opened: dict[str, str] = field(default_factory=dict)
    """Addresses by what opens the notebook."""


def repository(address: str) -> str | None:
    """The owner and name of a repository of GitHub's."""
    found = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?", address)
    return found and found[1]


def place(name: str, titles: dict[str, str], download: str, address: str, folder: Path) -> Place:
    """The place of a page among those that are there.

    titles has them in the order in which they are read, each in its language; a translation has the neighbours of its original.
    """
    row = [page for page in titles if original(page) == page]
    at = row.index(original(name)) if original(name) in row else None
    before, after = ([], []) if at is None else (row[max(0, at - 1) : at], row[at + 1 : at + 2])
    found = repository(address)
    inside = path_in_repository(folder / f"{name}.ipynb")
    opened = {what: link.format(found, quote(inside)) for what, link in OPENED.items()} if found and inside else {}
    return Place({page: titles[page] for page in before}, {page: titles[page] for page in after}, download, opened)


def path_in_repository(path: Path) -> str | None:
    """The path as the repository has it; nothing for what lies elsewhere."""
    path = Path(os.path.abspath(path))
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else None


def outward(markup: str, site: Path, address: str) -> str:
    """Links that leave the site lead to the files in the repository, as a host has no others."""
    found = repository(address)

    def lead(link: re.Match) -> str:
        target, _, anchor = link[2].partition("#")
        inside = path_in_repository(site / unquote(target))
        where = f"https://github.com/{found}/blob/HEAD/{quote(inside)}" if inside else ""
        return f'{link[1]}{where}{f"#{anchor}" if anchor else ""}"' if where else link[0]

    return re.sub(r'(<a [^>]*href=")(\.\./[^"]*)"', lead, markup) if found else markup
