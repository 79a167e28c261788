"""The README tells the truth: its tour is run, its tables name every command and exit code."""

import re
import shlex
from pathlib import Path

import pytest

from ontology import model
from ontology.issue import Severity
from ontology.terms import CD
from ui.cli import program
from ui.words import EXITS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
PIPELINE = (ROOT / "docs" / "pipeline.md").read_text(encoding="utf-8")


def tour():
    """Every command of the console blocks, with the lines shown under it."""
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = step.splitlines()
            yield pytest.param(command, lines, id=command)


@pytest.mark.parametrize(("command", "lines"), list(tour()))
def test_the_tour_prints_what_it_shows(chidao, demo, command, lines, monkeypatch):
    """Lines must come in this order; a lone '…' stands for any lines, one at the end of a line for any words."""
    name, *words = shlex.split(command)
    assert name == "chidao"
    monkeypatch.chdir(ROOT)
    done = chidao(*words, home=demo)
    printed = (done.out + done.err).splitlines()
    position, loose = 0, False
    for line in lines:
        if line == "…":
            loose = True
            continue
        start = line.removesuffix("…")
        found = next((i for i, real in enumerate(printed[position:], position) if fits(real, line, start)), None)
        assert found is not None, f"not printed: {line}\n" + "\n".join(printed[:60])
        assert loose or found == position, f"other lines come before: {line}"
        position, loose = found + 1, False
    assert loose or position == len(printed)


def fits(real, line, start):
    return real == line if start == line else real.startswith(start)


def test_the_tables_name_every_command_and_exit_code():
    assert set(re.findall(r"^\| `chidao (\w+)", README, re.MULTILINE)) == set(program.commands)
    assert set(re.findall(r"^\| (\d+) \| ", README, re.MULTILINE)) == {*map(str, EXITS), "70"}


def test_documents_linked_from_the_readme_are_there():
    links = re.findall(r"\]\(([\w./-]+)\)", README)
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).exists() and not link.startswith("docs/pictures/")] == []


def test_modules_named_in_the_pipeline_are_there():
    named = re.findall(r"`((?:ingest|graph|ontology|ui)/[\w./]*\w\.(?:py|ttl))`", PIPELINE)
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_terms_named_in_the_glossary_are_in_the_vocabulary():
    terms = set(re.findall(r"`cd:([\w-]+)`", GLOSSARY))
    assert len(terms) > 40
    assert [term for term in sorted(terms) if CD[term] not in CD] == []
    members = set(re.findall(r"`(\w+)\.([A-Z_]+)`", GLOSSARY))
    assert [m for m in sorted(members) if not hasattr(getattr(model, m[0], None) or Severity, m[1])] == []
    assert len(re.findall(r"^\| [^|-]", GLOSSARY, re.MULTILINE)) >= 50 + 6


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(
        r"^\| \[\d{4}\]\(([\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(listed) == sorted(path.name for path in folder.glob("[0-9]*.md"))
