"""What teachers get of a notebook, from teacher/NAME.md beside it: a page, and the times in the speaker's view.

The file has the notebook's title and four sections: prerequisites, objectives, common mistakes, and a plan. A row of the plan is a
heading of the notebook, which stands for all slides up to the next row's, or an exercise of "Things to try", with the minutes that it
takes in each lesson; a dash leaves it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from arignote.export import DEFAULT_THEME, Document, Prose, Source, rendered_alone, text_of
from arignote.tutorials import Problem, number
from nbconvert.filters.markdown_mistune import MarkdownWithMath

PLANS = (45, 90)  # minutes of a lesson; the first one is for the hurried, the last one has all slides
PARTS = {
    "en": ("Prerequisites", "Objectives", "Common mistakes", "Plan"),
    "zh-CN": ("先修知识", "教学目标", "常见错误", "课时安排"),
}
EXERCISE = {"en": "Exercise", "zh-CN": "练习"}
TO_TRY = {"en": "Things to try", "zh-CN": "动手试试"}
NO_SLIDE = (-1, -1)
LEFT_OUT = ("–", "-", "—")


@dataclass(frozen=True)
class Row:
    """A section or an exercise of the plan."""

    title: str
    """Of an exercise without its number."""
    anchor: str
    minutes: tuple[int, ...]
    """In each of the plans; 0 where it is left out."""
    begins: tuple[int, ...]
    label: str = ""
    """The number of an exercise; a section has none."""
    place: tuple[int, int] = (0, 0)
    """Column and row of the slide that it begins with; of an exercise, of the slide that it follows."""

    def times(self, plan: int) -> str:
        return f"{clock(self.begins[plan])}–{clock(self.begins[plan] + self.minutes[plan])}" if self.minutes[plan] else ""


@dataclass(frozen=True)
class Guide:
    """A teacher's file, compared with its notebook."""

    doc: Document
    prerequisites: str
    objectives: str
    mistakes: str
    rows: list[Row]

    def practice(self, plan: int) -> int:
        """The minutes that a plan has for exercises."""
        return sum(row.minutes[plan] for row in self.rows if row.label)

    @cached_property
    def seconds(self) -> dict[tuple[int, int], list[int]]:
        """By slide, for each plan: a section's minutes are shared by its slides, those of an exercise lie on the slide before."""
        slides = [(h, v) for h, column in enumerate(self.doc.slides) for v in range(len(column))]
        sections = [row for row in self.rows if not row.label]
        spent = {slide: [0] * len(PLANS) for slide in slides}
        for row, after in zip(sections, [*sections[1:], None]):
            own = slides[slides.index(row.place) : slides.index(after.place) if after else None]
            for plan, minutes in enumerate(row.minutes):
                for i, slide in enumerate(own):
                    spent[slide][plan] = minutes * 60 * (i + 1) // len(own) - minutes * 60 * i // len(own)
        for row in self.rows:
            if row.label:
                for plan, minutes in enumerate(row.minutes):
                    shown = [slide for slide in slides if slide <= row.place and spent[slide][plan]]
                    spent[shown[-1]][plan] += minutes * 60
        return spent

    def said(self, slide: tuple[int, int], plan: int) -> list[Row]:
        """What begins with a slide, and the exercises that follow it, as far as the plan has them."""
        last = {row: max((s for s in self.seconds if s <= row.place and self.seconds[s][plan]), default=None) for row in self.rows}
        return [row for row in self.rows if row.minutes[plan] and (last[row] if row.label else row.place) == slide]


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def place_of(name: str, folder: Path) -> Path:
    return folder / "teacher" / f"{name}.md"


def guide(doc: Document, folder: Path) -> Guide | None:
    """The teacher's file of a notebook of this folder, if it has one; what does not fit the notebook is a Problem."""
    path = place_of(doc.name, folder)
    if not path.exists():
        return None
    lang = doc.lang if doc.lang in PARTS else "en"
    title, *parts = re.split(r"^##? +(.*)\n", path.read_text("utf-8").strip() + "\n", flags=re.M)[1:]
    found = dict(zip(parts[1::2], parts[2::2]))
    where = f"teacher/{path.name}"
    if title.strip() != doc.title:
        raise Problem(f"{where}: its title is '{title.strip()}', that of the notebook '{doc.title}'")
    if tuple(found) != PARTS[lang]:
        raise Problem(f"{where}: its sections are to be {', '.join(PARTS[lang])}; they are {', '.join(found) or 'none'}")
    prose = [html_of(found[part]) for part in PARTS[lang][:3]]
    return Guide(doc, *prose, rows(found[PARTS[lang][3]], doc, where))


def html_of(text: str) -> str:
    """Links lead to notebooks beside this folder, as seen from where the page will lie."""
    return MarkdownWithMath(renderer=Prose(Source(Path(), Path()))).render(text.replace("](../", "]("))


def rows(table: str, doc: Document, where: str) -> list[Row]:
    lang = doc.lang if doc.lang in PARTS else "en"
    lines = [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines() if line.startswith("|")]
    if [line[1:] for line in lines[:1]] != [[str(plan) for plan in PLANS]]:
        raise Problem(f"{where}: the plan's columns are to be what is done, and {' and '.join(map(str, PLANS))} minutes")
    begins, made = [0] * len(PLANS), []
    headings = iter(listed := headings_of(doc))
    slides = [(h, v) for h, column in enumerate(doc.slides) for v in range(len(column))]
    titled = {slide for slide, _, _ in listed}
    for title, *cells in lines[2:]:
        try:
            minutes = tuple(0 if cell in LEFT_OUT else int(cell) for cell in cells)
        except ValueError:
            minutes = ()
        if len(minutes) != len(PLANS):
            raise Problem(f"{where}: '{title}' needs whole minutes, or a dash, for each of the plans")
        title = text_of(html_of(title))
        asked = re.fullmatch(rf"{EXERCISE[lang]} *(\d+)", title)
        if asked and not made:
            raise Problem(f"{where}: '{title}' stands above all sections")
        if asked:
            row = exercise(int(asked[1]), doc, lang, where, minutes, tuple(begins))
        else:
            place = next(((slide, anchor) for slide, anchor, text in headings if text == title), None)
            if place is None:
                raise Problem(f"{where}: '{title}' is no heading on a slide of the notebook, or none behind the row above it")
            first = slides.index(place[0])
            while first > 0 and slides[first - 1] not in titled:  # a question that is asked before, on a slide of its own
                first -= 1
            if slides[first] in (earlier.place for earlier in made):
                raise Problem(f"{where}: '{title}' begins on the same slide as a row above it; name one of them")
            row = Row(title, place[1], minutes, tuple(begins), "", slides[first])
        made.append(row)
        begins = [at + more for at, more in zip(begins, minutes)]
    if tuple(begins) != PLANS:
        raise Problem(f"{where}: the plans for {' and '.join(map(str, PLANS))} minutes have {' and '.join(map(str, begins))}")
    return last_slides(made, slides)


def last_slides(made: list[Row], slides: list[tuple[int, int]]) -> list[Row]:
    """Exercises follow the last slide of the section before them."""
    done = []
    for i, row in enumerate(made):
        after = next((later.place for later in made[i:] if not later.label), None)
        last = slides[slides.index(after) - 1] if after else slides[-1]
        done.append(Row(row.title, row.anchor, row.minutes, row.begins, row.label, last) if row.label else row)
    return done


def headings_of(doc: Document) -> list[tuple[tuple[int, int], str, str]]:
    """Slide, anchor and text of the headings that are on slides, in their order."""
    return [
        ((h, v), anchor, text_of(text))
        for h, column in enumerate(doc.slides)
        for v, slide in enumerate(column)
        for fragment in slide
        for cell in fragment
        if cell.slide != "notes"
        for anchor, text in re.findall(r'<h[1-3]\b[^>]*? id="([^"]*)">(.*?)</h[1-3]>', cell.prose, re.S)
    ]


def exercise(asked: int, doc: Document, lang: str, where: str, minutes: tuple, begins: tuple) -> Row:
    """One of "Things to try", under the heading that it has where it checks itself."""
    listed = re.search(rf"<h2\b[^>]*>{TO_TRY[lang]}</h2>\s*<ol>(.*?)</ol>", doc.prose, re.S)
    if not listed or not 0 < asked <= listed[1].count("<li>"):
        raise Problem(f"{where}: '{TO_TRY[lang]}' of the notebook has no exercise {asked}")
    label = f"{number(doc.name)}.{asked}"
    checked = re.search(rf'<h3\b[^>]*? id="([^"]*)">{re.escape(label)} (.*?)</h3>', doc.prose)
    anchor, title = (checked[1], text_of(checked[2])) if checked else (TO_TRY[lang].replace(" ", "-"), "")
    return Row(title, anchor, minutes, begins, label, NO_SLIDE)


def teachers_page(made: Guide, theme: str = DEFAULT_THEME, is_in_site: bool = True) -> str:
    """The page; where it does not lie among the other pages, its links lead to notebooks."""
    doc = made.doc
    return rendered_alone("teacher.html.j2", guide=made, doc=doc, theme=theme, plans=PLANS, is_in_site=is_in_site)
