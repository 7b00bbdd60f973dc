"""What texts the sources of the commands give to those who read them, with signs for what is known only then: * anything, # a number."""

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

# Which argument is told, of what is called by this name; and the functions whose results are.
TOLD = {"Problem": (0,), "Missing": (0,), "say": (0,), "said": (0,), "tell": (0,), "Progress": (0,), "locked": (1,), "line": (0, 1, 2)}
GIVES = {"install", "sentence", "report"}
ANYTHING, NUMBER = "*", "#"
NUMBERS = {"len", "sum", "max"}


class Texts(ast.NodeVisitor):
    """The texts of a module, each with its line."""

    def __init__(self, constants: dict[str, ast.expr]):
        self.constants, self.found = constants, []
        self.scopes: list[dict[str, list[ast.expr]]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        given: dict[str, list[ast.expr]] = {}
        for inner in ast.walk(node):
            if isinstance(inner, ast.Assign):
                for target in inner.targets:
                    both = isinstance(target, ast.Tuple) and isinstance(inner.value, ast.Tuple)
                    pairs = zip(target.elts, inner.value.elts) if both else [(target, inner.value)]
                    for name, value in pairs:
                        if isinstance(name, ast.Name):
                            given.setdefault(name.id, []).append(value)
            elif isinstance(inner, ast.Return) and node.name in GIVES and inner.value:
                given.setdefault("return", []).append(inner.value)
        self.scopes.append(given)
        for value in given.get("return", []):
            self.keep(value)
        self.generic_visit(node)
        self.scopes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for at in TOLD.get(name, ()):
            if at < len(node.args):
                self.keep(node.args[at])
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """The lines that a report gives, which stand in a list."""
        if "return" in self.scopes[-1] if self.scopes else False:
            for text in node.value.elts if isinstance(node.value, ast.List) else ():
                self.keep(text)

    def keep(self, node: ast.expr) -> None:
        self.found += [(node.lineno, text) for text in dict.fromkeys(self.texts(node))]

    def texts(self, node: ast.expr, depth: int = 0) -> list[str]:
        if isinstance(node, ast.Constant):
            return [str(node.value)] if isinstance(node.value, str) else [NUMBER if isinstance(node.value, int) else ""]
        if isinstance(node, ast.JoinedStr):
            return ["".join(parts) for parts in product(*(self.texts(part, depth) for part in node.values))]
        if isinstance(node, ast.FormattedValue):
            format_ = node.format_spec.values[0].value if node.format_spec else ""
            return [NUMBER] if format_[-1:] in ("f", "g", "d") else self.texts(node.value, depth)
        if isinstance(node, ast.IfExp):
            return [*self.texts(node.body, depth), *self.texts(node.orelse, depth)]
        if isinstance(node, ast.BoolOp):
            return [text for value in node.values for text in self.texts(value, depth)]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return ["".join(parts) for parts in product(self.texts(node.left, depth), self.texts(node.right, depth))]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NUMBERS:
            return [NUMBER]
        if isinstance(node, ast.Name) and depth < 4:
            local = next((scope[node.id] for scope in reversed(self.scopes) if node.id in scope), None)
            values = local or ([self.constants[node.id]] if node.id in self.constants else [])
            return [text for value in values for text in self.texts(value, depth + 1)] or [ANYTHING]
        return [ANYTHING]


def messages(package: Path) -> Iterator[tuple[str, str]]:
    """Each text, with its place: run.py:57."""
    trees = {path.name: ast.parse(path.read_text("utf-8")) for path in sorted(package.glob("*.py"))}
    assigned = [node for tree in trees.values() for node in tree.body if isinstance(node, ast.Assign)]
    texts = (ast.Constant, ast.IfExp, ast.JoinedStr)
    constants = {node.targets[0].id: node.value for node in assigned if isinstance(node.targets[0], ast.Name) and isinstance(node.value, texts)}
    for name, tree in trees.items():
        visitor = Texts(constants)
        visitor.visit(tree)
        yield from ((f"{name}:{line}", text) for line, text in visitor.found)
