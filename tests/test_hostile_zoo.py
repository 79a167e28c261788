"""Hostile and broken files by the hundred: each comes to one of the ends foreseen for it, and the batch goes on."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
import zoo_office
import zoo_packed
import zoo_pages
import zoo_plain
from zoo_base import OUTSIDE, PORT, STORED, good

from ingest.readers import SUFFIXES

FAMILIES = {"plain": zoo_plain, "packed": zoo_packed, "office": zoo_office, "pages": zoo_pages}
NEEDS = {
    ".doc": "soffice",
    ".odt": "soffice",
    ".rtf": "soffice",
    ".png": "tesseract",
    ".jpg": "tesseract",
    ".tif": "tesseract",
}
KEEPER = Path(__file__).with_name("zoo_keeper.py")
#: Seconds a file may take; what hangs takes all of them.
SECONDS = 40
#: Names that a path out of an archive would make.
ESCAPED = ("len.txt", "leo.txt", "tuyet-doi.txt", "windows.txt", "lien-ket.txt")


def animals(family):
    """Those whose form is read on this machine."""
    for one in FAMILIES[family].animals():
        if one.form in SUFFIXES and (one.form not in NEEDS or shutil.which(NEEDS[one.form])):
            yield one


@dataclass
class Ear:
    """Whether anybody called where nobody may."""

    called: bool = False


@pytest.fixture
def ear():
    """Listens where hostile files would call; where another test run listens already, that one hears."""
    heard = Ear()
    with socket.socket() as listening:
        listening.settimeout(0.2)
        done = threading.Event()

        def listen():
            while not done.is_set():
                with contextlib.suppress(TimeoutError):
                    listening.accept()
                    heard.called = True

        with contextlib.suppress(OSError):
            listening.bind(("127.0.0.1", PORT))
            listening.listen()
            thread = threading.Thread(target=listen)
            thread.start()
            yield heard
            done.set()
            thread.join()
            return
        yield heard


def test_there_are_enough_of_them():
    told = [one for family in FAMILIES.values() for one in family.animals()]
    assert len(told) == len({one.name for one in told})
    assert len(told) > 150
    assert sum(STORED not in one.ends for one in told) > 60


@pytest.mark.parametrize("family", FAMILIES)
def test_each_comes_to_a_foreseen_end_and_the_batch_goes_on(family, tmp_path, ear):
    cage, home, left = tmp_path / "in", tmp_path / "home", tmp_path / "left"
    user = left / "user"
    for folder in (cage, left, user):
        folder.mkdir()
    kept = {}
    sound = []
    for number, one in enumerate(animals(family)):
        one.make(cage / one.name)
        kept[str(cage / one.name)] = one
        if number % 12 == 0:
            sound.append(cage / f"lanh-{number}.txt")
            sound[-1].write_text(good(900 + number), "utf-8")
    paths = sorted([*kept, *map(str, sound)])
    told = keep(home, paths, {"TMPDIR": str(left), "TEMP": str(left), "HOME": str(user), "XDG_CACHE_HOME": str(user)})

    ends = {}
    for one in told["files"]:
        ends.setdefault(one["file"], set()).add(one["issue"]["code"] if one["issue"] else one["status"])
    strange = {one.name: sorted(ends.get(path, {"nothing"})) for path, one in kept.items() if not ends.get(path)
               or not ends[path] <= one.ends}  # fmt: skip
    assert strange == {}
    assert {str(path): ends[str(path)] for path in sound} == {str(path): {STORED} for path in sound}
    assert told["stopped"] is None
    assert told["peak"] < 1_000_000_000
    assert all(one["issue"] is None or one["issue"]["remedy"] for one in told["files"])
    assert not ear.called
    assert [path for path in left.rglob("*") if path != user] == []
    assert not any((folder / name).exists() for folder in (tmp_path, Path("/tmp"), Path.home()) for name in ESCAPED)
    only_what_was_stored_is_kept(home, told, tmp_path)


def keep(home, paths, env):
    done = subprocess.run(
        [sys.executable, str(KEEPER), str(home), str(SECONDS)],
        input=json.dumps(paths).encode(),
        capture_output=True,
        env={**os.environ, **env},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-3000:]
    return json.loads(done.stdout)


def only_what_was_stored_is_kept(home, told, folder):
    from graph.reader import open_reader  # noqa: PLC0415 - here only
    from graph.rows import ask  # noqa: PLC0415
    from graph.shelf import shelved  # noqa: PLC0415
    from ui import actions  # noqa: PLC0415

    stored = {one["text"] for one in told["files"] if one["status"] == STORED}
    with open_reader(home) as reader:
        held = {row["text"] for row in ask(reader, "documents")} | {one.held.text for one in shelved(reader)}
        assert held == stored
    whole = folder / "whole.nq"
    actions.export(home, whole)
    originals = home / "archive"  # of what was stored, byte for byte: with the scripts that were in it
    for path in (whole, *(p for p in home.rglob("*") if p.is_file() and not p.is_relative_to(originals))):
        assert OUTSIDE.encode() not in path.read_bytes(), path


def test_odd_names_are_told_as_text_and_as_json(tmp_path, home, chidao):
    names = [
        one for one in zoo_plain.odd_names() if not one.name.startswith(".")
    ]  # a folder's hidden files are left out
    assert len(names) > 10
    for one in names:
        one.make(tmp_path / one.name)
    shown = chidao("ingest", tmp_path, home=home)
    assert shown.code == 0, shown.err
    assert not any(ord(char) < 32 and char not in "\n\t" for char in shown.out)
    assert "\u202e" not in shown.out
    again = chidao("ingest", tmp_path, "--format", "json", home=home)
    assert again.json["unchanged"] == len(names)


def test_a_link_that_leads_out_of_a_folder_is_not_followed(tmp_path, home, chidao):
    inside, outside = tmp_path / "in", tmp_path / "outside.txt"
    inside.mkdir()
    outside.write_text(good(990), "utf-8")
    (inside / "a.txt").write_text(good(991), "utf-8")
    (inside / "out.txt").symlink_to(outside)
    (inside / "loop.txt").symlink_to("loop.txt")
    (inside / "near.txt").symlink_to("a.txt")
    done = chidao("ingest", inside, "--format", "json", home=home)
    told = {Path(one["path"]).name: (one["issue"] or {}).get("code", one["status"]) for one in done.json["files"]}
    assert told["out.txt"] == "link"
    assert told["a.txt"] == STORED
    assert told["loop.txt"] == "unreadable"
    assert "near.txt" not in told  # the same file under another name
    alone = chidao("ingest", inside / "out.txt", "--format", "json", home=home)
    assert alone.json["stored"] == 1
