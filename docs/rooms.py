"""Draws the rooms of the library from its imports: python3 docs/rooms.py writes docs/rooms.svg.

A room is a folder below arignote, a chip in it a folder below that. Each stands above what it uses. An arrow that follows
from others is left out, and so are those to the types of arignote itself, which every room may use. A circle is red.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE.parent / "kernel-lib/src/main/java/arignote"
FRONT = "arignote"
IMPORT = re.compile(r"^import (?:static )?arignote\.([\w.]+);", re.MULTILINE)
FIRST_SENTENCE = re.compile(r"/\*\*\s*(.*?\.)\s", re.DOTALL)
COLOURS = ["#e8eef7", "#e6f2ea", "#fbf0dc", "#f3e9f5", "#fdeaea", "#e4f1f4"]

Edges = dict[str, set[str]]


class Rooms:
    """The folders, and which uses which: of two different rooms, and of two folders in one room."""

    def __init__(self, sources: Path):
        self.inner: dict[str, set[str]] = defaultdict(set)
        self.edges: Edges = defaultdict(set)
        self.inner_edges: dict[str, Edges] = defaultdict(lambda: defaultdict(set))
        for path in sorted(sources.rglob("*.java")):
            room, folder = place(path.relative_to(sources).parts[:-1])
            if folder:
                self.inner[room].add(folder)
            self.edges[room] |= set()
            for name in IMPORT.findall(path.read_text("utf-8")):
                other, other_folder = place(tuple(part for part in name.split(".") if part[:1].islower()))
                if other not in (room, FRONT):
                    self.edges[room].add(other)
                elif other == room and folder and other_folder and folder != other_folder:
                    self.inner_edges[room][folder].add(other_folder)


def place(folders: tuple[str, ...]) -> tuple[str, str]:
    """Room and folder of a package below arignote. What lies deeper belongs to its folder."""
    return (*folders[:2], "", "")[:2] if folders else (FRONT, "")


def reached(edges: Edges, begin: str) -> set[str]:
    found, waiting = set(), list(edges.get(begin, ()))
    while waiting:
        now = waiting.pop()
        if now not in found:
            found.add(now)
            waiting += edges.get(now, ())
    return found


def drawn(edges: Edges) -> tuple[Edges, Edges]:
    """The edges of a graph without circles and without those that follow from others; and the edges of circles."""
    circles = {a: {b for b in bs if a in reached(edges, b)} for a, bs in edges.items()}
    straight = {a: bs - circles[a] for a, bs in edges.items()}
    reduced = {a: {b for b in bs if not any(b in reached(straight, c) for c in bs)} for a, bs in straight.items()}
    return reduced, circles


class Layout:
    """Boxes in layers, users on top, and the way of each arrow between them."""

    def __init__(self, sizes: dict[str, tuple[float, float]], edges: Edges, gap: float, rise: float):
        self.sizes, self.gap = dict(sizes), gap
        self.edges, self.circles = drawn({name: edges.get(name, set()) & sizes.keys() for name in sizes})
        level: dict[str, int] = {}
        for name in sorted(sizes, key=lambda n: (len(reached(self.edges, n)), n)):
            level[name] = max((level[b] + 1 for b in self.edges[name]), default=0)
        for name in sorted(sizes, key=lambda n: (-level[n], n)):  # up to its users, if that makes arrows shorter
            users = [level[a] for a in sizes if name in self.edges[a]]
            if len(users) >= len(self.edges[name]) and users:
                level[name] = min(users) - 1
        self.layers: list[list[str]] = [[] for _ in range(max(level.values(), default=0) + 1)]
        for name in sorted(sizes):
            self.layers[level[name]].append(name)
        self.ways: dict[tuple[str, str], list[str]] = {}
        self.links: list[tuple[str, str]] = []
        for a, b in sorted((a, b) for a, bs in self.edges.items() for b in bs):
            self.ways[a, b] = [a, *(self.bend(a, b, k) for k in range(level[a] - 1, level[b], -1)), b]
            self.links += zip(self.ways[a, b], self.ways[a, b][1:])
        self.order()
        self.x = self.columns()
        heights = [max((self.sizes[n][1] for n in layer), default=0) for layer in self.layers]
        self.height = sum(heights) + rise * (len(heights) - 1)
        self.width = max(self.x[n] + self.sizes[n][0] / 2 for n in self.x) if self.x else 0
        self.y, self.floor, top = {}, {}, 0.0
        for layer, height in zip(reversed(self.layers), reversed(heights)):
            for name in layer:
                self.y[name] = top + (height - self.sizes[name][1]) / 2
                self.floor[name] = (top, top + height)
            top += height + rise

    def bend(self, a: str, b: str, level: int) -> str:
        """A place in a layer that an arrow goes through."""
        name = f"{a}→{b} {level}"
        self.sizes[name] = (6.0, 0.0)
        self.layers[level].append(name)
        return name

    def neighbours(self, name: str) -> list[str]:
        return [b for a, b in self.links if a == name] + [a for a, b in self.links if b == name]

    def order(self) -> None:
        """Each layer in the order of what it is tied to, again and again."""
        for turn in range(24):
            at = {n: (i + 0.5) / len(layer) for layer in self.layers for i, n in enumerate(layer)}
            for layer in self.layers if turn % 2 else reversed(self.layers):
                tied = {n: [at[m] for m in self.neighbours(n)] for n in layer}
                layer.sort(key=lambda n: (sum(tied[n]) / len(tied[n]) if tied[n] else at[n], n))
                at.update((n, (i + 0.5) / len(layer)) for i, n in enumerate(layer))

    def columns(self) -> dict[str, float]:
        """The middle of each box: near those it is tied to, none over its neighbour."""
        x = {}
        for layer in self.layers:
            x.update(zip(layer, self.spread(layer, [0.0] * len(layer))))
        for _ in range(40):
            for layer in (*self.layers, *reversed(self.layers)):
                tied = [[x[m] for m in self.neighbours(n)] or [x[n]] for n in layer]
                x.update(zip(layer, self.spread(layer, [sum(t) / len(t) for t in tied])))
        left = min((x[n] - self.sizes[n][0] / 2 for n in x), default=0)
        return {n: at - left for n, at in x.items()}

    def spread(self, layer: list[str], wanted: list[float]) -> list[float]:
        """As near to what is wanted as the boxes' widths allow, by pooling neighbours that would overlap."""
        shift, offsets = 0.0, []
        for i, name in enumerate(layer):
            if i:
                shift += (self.sizes[layer[i - 1]][0] + self.sizes[name][0]) / 2 + self.gap
            offsets.append(shift)
        pools: list[list[float]] = []
        for w, o in zip(wanted, offsets):
            pools.append([w - o, 1])
            while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
                value, count = pools.pop()
                pools[-1] = [(pools[-1][0] * pools[-1][1] + value * count) / (pools[-1][1] + count), pools[-1][1] + count]
        values = [value for value, count in pools for _ in range(int(count))]
        return [v + o for v, o in zip(values, offsets)]

    def port(self, name: str, other: str, down: bool) -> float:
        """Where an arrow leaves or reaches a box: arrows stand side by side, in the order of their other ends."""
        ends = [way[1] for way in self.ways.values() if way[0] == name] if down else []
        ends = ends or [way[-2] for way in self.ways.values() if way[-1] == name]
        ends.sort(key=lambda n: (self.x[n], n))
        step = min(26.0, self.sizes[name][0] * 0.7 / len(ends))
        return self.x[name] + (ends.index(other) - (len(ends) - 1) / 2) * step

    def svg(self, dx: float, dy: float, colour: str, weight: float) -> list[str]:
        lines = []
        for (a, b), way in self.ways.items():
            x, y = self.port(a, way[1], True), self.floor[a][1]
            path = f"M{x + dx:.1f} {self.y[a] + self.sizes[a][1] + dy:.1f}V{y + dy:.1f}"
            for name in way[1:]:  # curves between the layers only, so that none crosses a box
                to_x = self.port(b, way[-2], False) if name == b else self.x[name]
                to_y, end = self.floor[name]
                if name == b:
                    end = self.y[b] - 6
                    to_y = min(to_y, end - 3)
                middle = (y + to_y) / 2 + dy
                path += f"C{x + dx:.1f} {middle:.1f} {to_x + dx:.1f} {middle:.1f} {to_x + dx:.1f} {to_y + dy:.1f}V{end + dy:.1f}"
                x, y = to_x, end
            lines.append(arrow(path, colour, weight, f"{a} uses {b}"))
        for a, b in sorted((a, b) for a, bs in self.circles.items() for b in bs):
            ends = [f"{self.x[n] + dx:.1f} {self.y[n] + self.sizes[n][1] / 2 + dy:.1f}" for n in (a, b)]
            lines.append(arrow(f"M{ends[0]}L{ends[1]}", "#d02020", 2, f"{a} uses {b}, and {b} uses {a}"))
        return lines


def arrow(path: str, colour: str, weight: float, title: str) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{weight}" marker-end="url(#tip{colour[1:]})">'
        f"<title>{escape(title)}</title></path>"
    )


def duty(folder: Path) -> str:
    """The first sentence of a package's comment, or nothing."""
    info = folder / "package-info.java"
    found = FIRST_SENTENCE.search(info.read_text("utf-8") + " ") if info.exists() else None
    return re.sub(r"\s*\n\s*\*\s*|\{@\w+ ([^}]*)\}", r" \1", found.group(1)).strip(" .*\n") if found else ""


def wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line for line in lines if line]


def chip(name: str) -> tuple[float, float]:
    return (len(name) * 7.3 + 18, 24.0)


def picture(sources: Path = SOURCES) -> str:
    """The whole picture, always the same for the same imports."""
    rooms = Rooms(sources)
    inner = {
        room: Layout({f: chip(f) for f in rooms.inner[room]}, rooms.inner_edges[room], 12, 26) if rooms.inner[room] else None
        for room in rooms.edges
    }
    said = {room: wrapped(duty(sources if room == FRONT else sources / room), 44) for room in inner}
    sizes = {}
    for room, layout in inner.items():
        text = max([len(line) * 5.9 for line in said[room]] + [len(room) * 9.5])
        width, height = (layout.width, layout.height + 14) if layout else (0, 0)
        sizes[room] = (max(text, width, 90) + 28, 36 + 15 * len(said[room]) + height + (8 if said[room] or layout else 0))
    outer = Layout(sizes, rooms.edges, 34, 52)
    width, height = outer.width + 40, outer.height + 40
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" font-family="DejaVu Sans, Verdana, sans-serif" text-anchor="middle">',
        "<title>The rooms of Arignote: each stands above those that it uses</title>",
        "<defs>",
        *(
            f'<marker id="tip{c}" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="{s}" markerHeight="{s}" orient="auto" '
            f'markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8Z" fill="#{c}"/></marker>'
            for c, s in (("5a6b80", 10), ("9aa7b5", 7), ("d02020", 10))
        ),
        "</defs>",
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        *outer.svg(20, 20, "#5a6b80", 1.4),
    ]
    for number, room in enumerate(sorted(inner)):
        w, h = sizes[room]
        x, y = outer.x[room] + 20, outer.y[room] + 20
        fill = COLOURS[number % len(COLOURS)]
        lines.append(
            f'<rect x="{x - w / 2:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="9" fill="{fill}" stroke="#5a6b80"/>'
        )
        lines.append(f'<text x="{x:.1f}" y="{y + 24:.1f}" font-size="15" font-weight="bold">{room}</text>')
        for i, line in enumerate(said[room]):
            lines.append(
                f'<text x="{x:.1f}" y="{y + 43 + 15 * i:.1f}" font-size="10.5" fill="#445566">{escape(line, quote=False)}</text>'
            )
        if inner[room]:
            left, top = x - inner[room].width / 2, y + 42 + 15 * len(said[room])
            lines += inner[room].svg(left, top, "#9aa7b5", 1)
            for folder in sorted(rooms.inner[room]):
                cw, ch = chip(folder)
                cx, cy = left + inner[room].x[folder], top + inner[room].y[folder]
                lines.append(
                    f'<rect x="{cx - cw / 2:.1f}" y="{cy:.1f}" width="{cw:.1f}" height="{ch:.1f}" rx="6" fill="#ffffff" '
                    'stroke="#9aa7b5"/>'
                )
                lines.append(f'<text x="{cx:.1f}" y="{cy + 16:.1f}" font-size="11.5">{folder}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


if __name__ == "__main__":
    (HERE / "rooms.svg").write_text(picture(), "utf-8")
    print(HERE / "rooms.svg")
