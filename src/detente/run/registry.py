"""Actor files that the user has registered: they stand on top of the shipped actors in every run.

They lie in one folder: ``$DETENTE_ACTORS``, else ``$XDG_CONFIG_HOME/detente/actors``, else
``~/.config/detente/actors``. Without such a folder there are none.
"""

from __future__ import annotations

import os
from pathlib import Path

from ..config import Config
from ..errors import ConfigError
from ..lexicon.codebook import Codebook, read_codebook
from ..lexicon.own import OwnFile, read_own
from .write import Output


def actors_folder() -> Path | None:
    """The folder, which need not exist yet; ``None`` where the user has no home."""
    if named := os.environ.get("DETENTE_ACTORS"):
        return Path(named)
    if (base := os.environ.get("XDG_CONFIG_HOME")) and Path(base).is_absolute():
        return Path(base) / "detente" / "actors"
    try:
        return Path.home() / ".config" / "detente" / "actors"
    except RuntimeError:
        return None


def registered() -> list[Path]:
    """The registered files, by name."""
    folder = actors_folder()
    try:
        return sorted(p for p in folder.iterdir() if p.is_file() and p.name[0] != ".") if folder else []
    except OSError:
        return []


def actor_files(config: Config) -> tuple[Path, ...]:
    """All files of a run: the registered ones, then those of the settings, which go over them."""
    return (*registered(), *(Path(name) for name in config.actors))


def codebook_folder(config: Config) -> Path | None:
    """The folder of the user's own types and rules, if the settings name one."""
    return Path(config.codebook) if config.codebook else None


def codebook_of(config: Config) -> Codebook | None:
    """Those types and rules. Raises ``LexiconError`` where the folder is no codebook."""
    folder = codebook_folder(config)
    return read_codebook(folder) if folder else None


def register(path: Path) -> tuple[Path, OwnFile]:
    """Copy a file into the folder, over one of the same name; where it lies now, and what it holds.

    Raises ``LexiconError`` where it cannot be read, ``ConfigError`` where it cannot be kept or has no row that loads.
    """
    held = read_own(path)
    if not held.used:
        listed = "".join(f"\n{c}" for c in held.complaints[:10])
        raise ConfigError(f"{path}: no row can be used{':' if listed else ''}{listed}")
    folder = actors_folder()
    if folder is None:
        raise ConfigError("there is no home for settings: set DETENTE_ACTORS to a folder")
    if path.name.startswith("."):
        raise ConfigError(f"{path}: a hidden name is not kept")
    output = Output(folder / path.name)
    try:
        output.write(path.read_bytes())
        output.commit()
    finally:
        output.discard()
    return folder / path.name, held


def unregister(name: str) -> Path:
    """Take a registered file away. Raises ``ConfigError`` where there is none of that name."""
    found = next((p for p in registered() if p.name == name), None)
    if found is None:
        names = ", ".join(p.name for p in registered()) or "none"
        raise ConfigError(f"no actor file {name!r} is registered (there are: {names})")
    try:
        found.unlink()
    except OSError as error:
        raise ConfigError(f"cannot remove {found}: {error.strerror}") from error
    return found
