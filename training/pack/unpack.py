"""Verify the parts that came back, and take them in without losing what was there."""

import gzip
import hashlib
import io
import itertools
import os
import re
import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path, PurePosixPath

from models import registry
from training.pack.archive import ARCHIVE, REPLACED, SUMS, check_export, export_in


def join_parts(folder):
    """Read the archive that the parts in a folder make.

    Raises ValueError when their sums or a part are missing, or a part is not what was packed.
    """
    try:
        lines = (Path(folder) / SUMS).read_text().splitlines()
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"no readable {SUMS} in {folder}; copy it there together with every {ARCHIVE}.…") from None
    archive = bytearray()
    for line in lines:
        if not (match := re.fullmatch(rf"([0-9a-f]{{64}})  ({re.escape(ARCHIVE)}\.\d\d)", line)):
            raise ValueError(f"{Path(folder) / SUMS} is damaged; copy it once more")
        path = Path(folder) / match[2]
        if not path.is_file():
            raise ValueError(f"{path} is missing; copy all {len(lines)} parts")
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != match[1]:
            raise ValueError(f"{path} is damaged: its sha256 is not the one in {SUMS}; copy it once more")
        archive += content
    return bytes(archive)


def read_archive(archive):
    """Read {path: bytes} from a tar.gz of results.

    Raises ValueError when it is none, ends too early, or holds what could land outside runs/ and weights/.
    """
    try:
        plain = gzip.decompress(archive)
        if not plain.endswith(bytes(2 * tarfile.BLOCKSIZE)):
            raise ValueError("the archive ends too early; pack the results anew")
        files = {}
        with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
            for entry in tar:
                path = PurePosixPath(entry.name)
                if path.is_absolute() or ".." in path.parts or "\\" in entry.name:
                    raise ValueError(f"{entry.name!r} in the archive leads out of the project; nothing was unpacked")
                if len(path.parts) < 2 or path.parts[0] not in ("runs", "weights"):
                    raise ValueError(f"{entry.name!r} in the archive lies neither in runs/ nor in weights/")
                if entry.islnk() and entry.linkname in files:  # how `results` stores the same content twice
                    files[path.as_posix()] = files[entry.linkname]
                elif entry.isreg():
                    files[path.as_posix()] = tar.extractfile(entry).read()
                else:
                    raise ValueError(f"{entry.name!r} in the archive is a link or no file; nothing was unpacked")
    except (EOFError, OSError, zlib.error, tarfile.TarError) as error:
        raise ValueError(f"the parts are no archive of results: {error}") from None
    return files


def check_models(files):
    """Load every model among the files {path: bytes}; ValueError that names the first that is none."""
    folders = {}
    for path, content in files.items():
        folders.setdefault("/".join(path.split("/")[:2]), {})[path] = content
    for folder, inside in folders.items():
        room, name = folder.split("/")
        pair = export_in({path: content for path, content in inside.items() if path.count("/") == 2})
        if room == "weights" or any(pair):
            try:
                check_export(*pair, name if room == "weights" else None)
            except registry.WeightsError as error:
                raise ValueError(f"{folder} in the archive is no whole model: {error}; nothing was unpacked") from None


def put(files, into):
    """Write files {path: bytes} to a project so that each run and each model is all new or all old.

    What was in their place goes to runs/replaced-N, N the first number that is free.

    Returns [(path that was replaced, where it is now)]. Raises OSError when the disk takes no more; then everything is
    where it was.
    """
    runs = Path(into) / "runs"
    runs.mkdir(parents=True, exist_ok=True)
    kept = next(path for n in itertools.count(1) if not (path := runs / f"{REPLACED}{n}").exists())
    units = sorted({"/".join(path.split("/")[:2]) for path in files})
    moved = []

    def move(source, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)
        moved.append((source, target))

    with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=runs) as new:
        for path, content in files.items():
            Path(new, path).parent.mkdir(parents=True, exist_ok=True)
            Path(new, path).write_bytes(content)
        replaced = [(Path(into, unit), kept / unit) for unit in units if Path(into, unit).exists()]
        try:
            for old, aside in replaced:
                move(old, aside)
            for unit in units:
                move(Path(new, unit), Path(into, unit))
        except OSError:
            for source, target in reversed(moved):
                os.replace(target, source)
            shutil.rmtree(kept, ignore_errors=True)  # empty folders
            raise
    return replaced
