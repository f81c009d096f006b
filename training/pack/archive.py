"""Store files and models in the archives that travel: members of a tar.gz, names of its parts, whole exports."""

import gzip
import json
import tarfile
import tempfile
import zlib
from pathlib import Path, PurePosixPath

from models import registry

MIB = 2**20
ARCHIVE, SUMS = "results.tar.gz", "results.sha256"
REPLACED = "replaced-"  # folders in runs/ that keep what `unpack` put something else in the place of
END = gzip.compress(bytes(2 * tarfile.BLOCKSIZE), mtime=0)  # two empty blocks end a tar archive


def member(path, content, same_as=None):
    """Compress one file of a tar archive by itself, so that what it adds to a tar.gz is known beforehand.

    same_as : path of an earlier file with this content, which is then not stored again

    The same path and content give the same bytes.
    """
    info = tarfile.TarInfo(path)
    # Python takes a .pyc for current while its source's time and size stay, so each content has a time of its own.
    info.mtime = zlib.crc32(content) % 2**30
    if same_as:
        info.type, info.linkname, content = tarfile.LNKTYPE, same_as, b""
    info.size = len(content)
    return gzip.compress(info.tobuf() + content + bytes(-len(content) % tarfile.BLOCKSIZE), 6, mtime=0)


def files_below(folder):
    """List the whole files below a folder, relative to it and sorted: nothing hidden, cached or half written."""
    found = (path.relative_to(folder) for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".tmp")
    return sorted(path for path in found if not any(part.startswith((".", "__pycache__")) for part in path.parts))


def mib(size):
    return f"{size / MIB:.2f} MiB"


def export_in(files):
    """Return the bytes of tensors and config among the files {path: bytes} of one folder; None for an absent one."""
    found = {PurePosixPath(path).name: content for path, content in files.items()}
    return found.get(registry.TENSORS), found.get(registry.CONFIG)


def check_export(tensors, config, name=None):
    """Load a model from the bytes of its two files, as the app would.

    name : of the model; without it the one that config.json gives

    Raises WeightsError when a file is missing, cut short, altered or another model's.
    """
    if name is None:
        try:
            name = json.loads(config)["name"]
        except (TypeError, ValueError, LookupError):
            raise registry.WeightsError(f"{registry.CONFIG} is missing or names no model") from None
    if not isinstance(name, str) or name not in registry.KNOWN:
        raise registry.WeightsError(f"no model is called {name!r}")
    with tempfile.TemporaryDirectory() as root:
        for filename, content in ((registry.TENSORS, tensors), (registry.CONFIG, config)):
            if content is not None:
                Path(root, name).mkdir(exist_ok=True)
                Path(root, name, filename).write_bytes(content)
        try:
            registry.load(name, root=root)
        except registry.WeightsError as error:
            raise registry.WeightsError(str(error).replace(f"{root}/", "")) from None
