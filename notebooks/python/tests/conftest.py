"""One execution of the notebooks, one export and one browser, shared by all tests."""

import os
import pickle
from argparse import Namespace
from typing import Any, Callable

import pytest
from arignote.browser import offline_browser
from arignote.check import changed, original, questions, translated
from arignote.execute import Execution, Task, execute_all, read
from arignote.export import DEFAULT_THEME
from arignote.jars import lock
from arignote.run import export
from arignote.tutorials import NOTEBOOKS, PACKAGE, names
from arignote.profiles import CLASS, READER, VARIABLE
from solutions import without_solutions

os.environ["PYTHONPATH"] = str(PACKAGE.parent)  # for programs of the package that tests start
os.environ.setdefault(VARIABLE, CLASS)  # kernels that start sooner, and give the same
ASKED = questions()

# As a class has it a notebook takes half the time and gives the same, so these alone run as on a reader's machine.
AS_READERS_DO = {"2_sixteen_points", "5_gradient_descent", "9_hidden_layer"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One of several workers begins with the notebooks, and what waits for them comes last."""
    waiting = {item.path for item in items if "executions" in item.fixturenames}
    items.sort(key=lambda item: (item.path.name != "test_notebooks.py", item.path in waiting))


@pytest.fixture(scope="session")
def made_once(tmp_path_factory, worker_id) -> Callable[[str, Callable[[], Any]], Any]:
    """Gives what a function makes, which the first of several workers calls for all."""

    def once(name: str, make: Callable[[], Any]) -> Any:
        if worker_id == "master":
            return make()
        with (tmp_path_factory.getbasetemp().parent / name).open("a+b") as file:
            lock(file, True)
            if file.seek(0, 2) == 0:
                file.write(pickle.dumps(make()))
            file.seek(0)
            return pickle.load(file)

    return once


@pytest.fixture(scope="session")
def executions(tmp_path_factory, made_once) -> dict[str, Execution]:
    """Each notebook, by its name, and with each change, as "OLD NAME"."""
    return made_once("executions", lambda: run_all(tmp_path_factory))


def run_all(tmp_path_factory) -> dict[str, Execution]:
    tasks, quick_tasks = [], []

    def task(title, name, notebook):
        folder = tmp_path_factory.mktemp("desk")
        (folder / "data").symlink_to(NOTEBOOKS / "data")
        return Task(title, notebook, folder, ASKED[original(name)].expressions, translated(name))

    for name in names():
        notebook = read(NOTEBOOKS / f"{name}.ipynb")
        (tasks if original(name) in AS_READERS_DO else quick_tasks).append(task(name, name, notebook))
        for change in ASKED[name].changes if name in ASKED else []:
            copy = without_solutions(notebook)
            if changed(copy, change):
                quick_tasks.append(task(f"{change.old} {name}", name, copy))
    done = execute_all(quick_tasks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, READER)
        done += execute_all(tasks)
    return {execution.name: execution for execution in done}


@pytest.fixture(scope="session")
def plain_executions(executions, tmp_path_factory) -> dict[str, Execution]:
    """Each notebook in plain Java, by name, run while the kernel takes no operators; translations have the same programs.

    Without vectors and with one thread as well: the outputs have to be the same.
    """
    tasks = []
    for name in filter(lambda name: original(name) == name, names()):
        folder = tmp_path_factory.mktemp("desk")
        (folder / "data").symlink_to(NOTEBOOKS / "data")
        tasks.append(Task(name, without_solutions(executions[name].plain), folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARIGNOTE_FLAGS", "infix=false")
        patch.setenv("JDK_JAVA_OPTIONS", "-Darignote.threads=1")
        return {execution.name: execution for execution in execute_all(tasks)}


@pytest.fixture(scope="session")
def site(executions, tmp_path_factory, made_once):
    """The folder of the exported pages."""

    def exported():
        folder = tmp_path_factory.mktemp("site")
        done = [Execution(name, executions[name].notebook, 0.0) for name in names() if name in executions]
        export(done, Namespace(notebooks=NOTEBOOKS, build=folder, slides=False, theme=DEFAULT_THEME), folder)
        return folder

    return made_once("site", exported)


@pytest.fixture(scope="session")
def window():
    with offline_browser() as context:
        yield context


@pytest.fixture
def page(window):
    """A page with a list of what went wrong in it."""
    page = window.new_page()
    page.wrong = []
    local = ("file:", "data:", "blob:")
    page.on("request", lambda r: r.url.startswith(local) or page.wrong.append(f"asks for {r.url}"))
    page.on("requestfailed", lambda r: page.wrong.append(f"failed: {r.url[:120]}"))
    page.on("console", lambda m: m.type in ("error", "warning") and page.wrong.append(f"console: {m.text}"))
    page.on("pageerror", lambda e: page.wrong.append(f"script: {e}"))
    yield page
    page.close()
