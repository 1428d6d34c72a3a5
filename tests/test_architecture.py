"""The import table of the README, and who may import the heavy libraries."""

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT: dict[str, set[str]] = {
    "prompts": set(),
    "vectorstore": set(),
    "ingest": {"vectorstore"},
    "assistant": {"vectorstore", "prompts"},
    "evals": {"assistant", "vectorstore", "prompts"},
    "web": {"assistant", "vectorstore", "prompts", "evals", "ingest"},
    "review_learning": {"assistant", "vectorstore", "prompts", "evals", "ingest", "web"},
}
IN_ONE_MODULE_ONLY = (
    "chromadb",
    "sentence_transformers",
    "bm25s",
    "snowballstemmer",
    "pypdf",
    "pypdfium2",
    "docx",
    "bs4",
    "pebble",
    "nh3",
    "uvicorn",
    "filelock",
    "python_multipart",
    "langchain",
    "langchain_openai",
    "langsmith",
)
# The builder of the sample corpus writes files and is never part of the running program.
BUILDERS = {
    f"evals.{name}" for name in ("docx_sample", "docx_parts", "pdf_sample", "deck_sample", "html_sample", "layouts")
}
# What writes the Word files that `ingest.docx` would read shares nothing with it but the library.
WRITERS = {"assistant.word_file"}
LONGEST_MODULE = 350


def modules() -> list[Path]:
    return [
        p for folder in MAY_IMPORT if folder != "review_learning" for p in sorted((ROOT / folder).rglob("*.py"))
    ] + [ROOT / "review_learning.py"]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node


def ours(name: str) -> bool:
    return name.split(".")[0] in MAY_IMPORT


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_what_the_table_allows(path: Path) -> None:
    folder = name_of(path).split(".")[0]
    edges = {name.split(".")[0] for name, _ in imports(ast.parse(path.read_text())) if ours(name)}

    assert edges - {folder} <= MAY_IMPORT[folder]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_own_code_is_imported_at_the_top_but_for_commands_and_types(path: Path) -> None:
    if path.name.endswith("commands.py") or path.name == "review_learning.py":
        return  # commands put off heavy imports so that --help answers at once
    tree = ast.parse(path.read_text())
    inside = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for name, node in imports(function)
        if ours(name)
    ]

    assert [ast.unparse(node) for node in inside] == []


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    graph = {
        name_of(p): {n for n, node in imports(ast.parse(p.read_text())) if ours(n) and node.col_offset == 0}
        for p in modules()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(circle.args[1][::-1]))


def test_a_heavy_library_is_known_to_one_module() -> None:
    users = defaultdict(set)
    for path in modules():
        for name, _ in imports(ast.parse(path.read_text())):
            users[name.split(".")[0]].add(name_of(path))

    crowded = {
        library: names for library in IN_ONE_MODULE_ONLY if len(names := users[library] - BUILDERS - WRITERS) > 1
    }

    assert crowded == {}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_is_short_enough_to_be_about_one_thing(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_MODULE


def test_help_does_not_import_what_takes_seconds() -> None:
    code = "import sys, review_learning; print(sorted({'torch', 'chromadb', 'fastapi', 'langchain_core', 'pypdf', 'sentence_transformers'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() == "[]"
