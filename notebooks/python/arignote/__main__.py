"""The one command, arignote VERB, in a checkout and from a wheel."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from arignote.own import fill
from arignote.process import become, on_interruption
from arignote.tutorials import COMMAND, IS_CHECKOUT, NOTEBOOKS, TUTORIALS, WORDS, Problem, explained, said, say

if IS_CHECKOUT:
    from arignote.checkout.set_up import set_up
    from arignote.checkout.verbs import USAGE, VERBS
else:
    from arignote.installed import USAGE, VERBS, set_up

# Verbs that are a program of the environment's Python: the module, and what it is called with first.
PROGRAMS = {
    **{verb: [f"arignote.{verb}"] for verb in ("run", "new", "plain", "editions", "lab", "rehearse")},
    "slides": ["arignote.run", "--slides"],
}


def main() -> None:
    on_interruption(interrupt)
    # Jupyter shall find this environment's kernel first, and in a checkout no packages of the user's.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    verb, *words = sys.argv[1:] or ["help"]
    if WORDS.unknown:
        say(WORDS.unknown)
    with explained(Path(NOTEBOOKS)):
        try:
            status = call(verb, words)
        except KeyboardInterrupt:
            status = 130
    sys.exit(status)


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def call(verb: str, words: list[str]) -> int:
    if verb in ("help", "-h", "--help"):
        print("\n".join(map(said, USAGE.split("\n"))), end="")
    elif verb in PROGRAMS:
        library = set_up("browser") if verb == "slides" else set_up()
        if NOTEBOOKS != TUTORIALS:
            fill(NOTEBOOKS)
        become([library.python, "-m", *PROGRAMS[verb], *words])
    elif verb == "reset":
        from arignote.own import main as reset

        sys.argv[1:] = words
        reset()
    elif verb == "doctor":
        from arignote.doctor import is_healthy

        return 0 if is_healthy() else 1
    elif verb == "java":
        library = set_up()
        become([library.python, "-m", "arignote.java", library.jdk, library.class_path, *words])
    elif verb == "classpath":
        print(set_up().class_path)
    elif verb == "kernel":
        library = set_up()
        become([library.python, "-m", "arignote.kernel", *(words or ["install", "--user"])])
    elif verb == "bundle":
        if IS_CHECKOUT and (python := set_up().python).parents[1] != Path(sys.prefix):  # it needs a package of the environment's
            become([python, "-m", "arignote", verb, *words])
        bundle(words)
    elif verb in VERBS:
        return VERBS[verb](words) or 0
    else:
        known = dict.fromkeys(re.findall(r"^  (\w+)", USAGE, re.MULTILINE))
        say(f"there is no verb '{verb}'; known are {', '.join(known)}")
        return 2
    return 0


def bundle(words: list[str]) -> None:
    from arignote.jars import take_bundle, write_bundle, write_unpacked
    from arignote.jdk import needed, system_of

    if len(words) == 1 and not words[0].startswith("-"):
        write_bundle(system_of(needed()), Path(words[0]))
        print(words[0])
    elif len(words) == 2 and words[0] == "--from":
        take_bundle(system_of(needed()), Path(words[1]))
    elif len(words) == 2 and words[0] == "--unpacked":
        write_unpacked(system_of(needed()), Path(words[1]))
        print(words[1])
    else:
        raise Problem(
            f"{COMMAND} bundle PATH writes the libraries into a folder, or into a zip; --from PATH takes them from there; "
            "--unpacked PATH writes a folder for many users, with the native libraries as files"
        )


if __name__ == "__main__":
    main()
