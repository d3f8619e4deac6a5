"""Skeletons of exercises: a commented file of each type, that is right before it is changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from simulator.content.modules import SLUG
from simulator.content.yaml_text import read_yaml
from simulator.domain.refusals import Refusal

_LIST = re.compile(r"^exercises:[ \t]*(?:\[(?P<inside>[^\]]*)\])?", re.MULTILINE)


@dataclass(eq=False)
class CannotBegin(Refusal):
    """A new file that cannot be made; ``reason`` says why, ``known`` what could be given."""

    reason: str
    given: str
    known: str


def types(root: Path) -> tuple[str, ...]:
    """Return the types that have a skeleton."""
    return tuple(sorted(path.stem for path in (root / "skeletons").glob("*.yaml")))


def begin(root: Path, kind: str, module: str, slug: str) -> Path:
    """Write a new exercise in a module and name it in the module's list; return its file."""
    skeleton = root / "skeletons" / f"{kind}.yaml"
    if kind not in types(root):
        raise CannotBegin("type inconnu", kind, ", ".join(types(root)))
    folder = _module(root, module)
    if not SLUG.fullmatch(slug):
        raise CannotBegin(
            "identifiant non admis", slug, "minuscules sans accent, chiffres et tirets"
        )
    path = folder / "exercises" / f"{slug}.yaml"
    if path.exists():
        raise CannotBegin("ce fichier existe déjà", slug, "un autre identifiant")
    described = folder / "module.yaml"
    listed = _listed(described.read_text(encoding="utf-8"), slug)
    text = skeleton.read_text(encoding="utf-8")
    path.parent.mkdir(exist_ok=True)
    text = text.replace("{id}", slug).replace("{topic}", _topic(folder))
    path.write_text(text, encoding="utf-8")
    described.write_text(listed, encoding="utf-8")
    return path


def _module(root: Path, name: str) -> Path:
    folders = sorted((root / "modules").glob("*/"))
    for folder in folders:
        if folder.name == name or folder.name.partition("-")[2] == name:
            return folder
    raise CannotBegin("module inconnu", name, ", ".join(folder.name for folder in folders))


def _topic(folder: Path) -> str:
    """Return a topic of the module, to begin with: the first that one of its exercises covers."""
    for path in sorted((folder / "exercises").glob("*.yaml")):
        source, _ = read_yaml(path.read_text(encoding="utf-8"), path.name)
        covers = source.data.get("covers") if isinstance(source.data, dict) else None
        if isinstance(covers, list) and covers:
            return str(covers[0])
    return "A-COMPLETER"


def _listed(text: str, slug: str) -> str:
    """Add an id to the list of a module, written on one line or one id a line."""
    match = _LIST.search(text)
    if match is None:
        raise CannotBegin("module.yaml n’a pas de liste exercises", slug, "ajoutez exercises: []")
    inside = match["inside"]
    if inside is not None:
        every = [one.strip() for one in inside.split(",") if one.strip()]
        return (
            f"{text[: match.start()]}exercises: [{', '.join([*every, slug])}]{text[match.end() :]}"
        )
    return f"{text[: match.end()]}\n  - {slug}{text[match.end() :]}"
