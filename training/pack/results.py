"""Pack, on the machine with the GPU, what returns from it: the most needed first, in parts of limited size."""

import hashlib
from pathlib import Path

from models import registry
from training.pack.archive import ARCHIVE, END, REPLACED, SUMS, check_export, export_in, files_below, member

LINE = len(f"{'0' * 64}  {ARCHIVE}.00\n")  # bytes of one line of SUMS
ORDER = ("gan_mlp", "vae_conv", "gan_mlp_k1", "gan_conv", "vae_mlp", "vae_map", "ae_map", "reader", "pca_map")
BY_EPOCH = ("samples", "generators")  # folders that a run fills as it goes


def capacity(files, part, total):
    """Return the bytes that an archive may have so that its parts and their sums are few and small enough.

    files : how many they may be; part : bytes of each; total : bytes of all. 0 where nothing fits.
    """
    counts = [n for n in range(1, min(files, 100)) if n * LINE <= part]
    return max((min(n * part, total - n * LINE) for n in counts), default=0)


def wanted(runs, weights, order=ORDER, by_epoch=()):
    """List what is to return, in order of need: what ships, then checkpoints, then what `by_epoch` names.

    runs, weights : the folders that training and publishing wrote to
    order : names of runs, the most needed first; others come after them
    by_epoch : "samples", "generators", both or none

    Returns groups, each to be packed as a whole or not at all: [{path in the archive: content or Path of a file}];
    and what stays behind whatever the limits: [(path, bytes, reason)].
    """
    runs, weights = Path(runs), Path(weights)
    paths = [path for path in sorted(runs.iterdir()) if not path.name.startswith((".", REPLACED))]
    ships = [{f"runs/{path.name}": path} for path in paths if path.is_file() and path.suffix != ".tmp"]
    checkpoints, on_the_way, left = [], [], []
    rank = {name: place for place, name in enumerate(order)}
    for run in sorted((path for path in paths if path.is_dir()), key=lambda run: rank.get(run.name, len(rank))):
        whole, broken = exports(run, weights / run.name)
        ships += whole
        left += broken
        for inside in files_below(run):
            group = {f"runs/{run.name}/{inside.as_posix()}": run / inside}
            if inside.parts[0] in BY_EPOCH and inside.parts[0] not in by_epoch:
                left.append((*group, (run / inside).stat().st_size, f"give --{inside.parts[0]} for these"))
            elif inside.parts[0] in BY_EPOCH:
                on_the_way.append(group)
            elif inside.suffix == ".pt":
                checkpoints.append(group)
            elif str(inside) not in (registry.TENSORS, registry.CONFIG):
                ships.append(group)
    return ships + checkpoints + on_the_way, left


def exports(run, published):
    """Collect what a run has exported and what was published of it, as groups of `wanted`, and what is no model.

    A published model of other weights than the run's travelled here with the code, and does not return.
    """
    export = _contents(run, f"runs/{run.name}", (registry.TENSORS, registry.CONFIG))
    shipped = _contents(published, f"weights/{run.name}", files_below(published))
    candidates = [(export, None)] if export else []
    tensors, _ = export_in(export)
    if tensors and export_in(shipped)[0] == tensors:
        candidates.insert(0, (shipped, run.name))
    whole, left = [], []
    for group, name in candidates:
        try:
            check_export(*export_in(group), name)
            whole.append(group)
        except registry.WeightsError as error:
            left += [(path, len(content), str(error)) for path, content in group.items()]
    return whole, left


def _contents(folder, prefix, names):
    """Read those files in a folder that are there: {prefix/name: bytes}."""
    return {f"{prefix}/{name}": (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def pack_groups(groups, room):
    """Pack groups, as `wanted` lists them, while there is room for them; what fits no more makes way for what follows.

    room : bytes that the archive may have

    Returns the bytes of a tar.gz (empty when nothing fitted), [(path, bytes)] of what it holds, and
    [(path, bytes, reason)] of what was left out.
    """
    archive, known, packed, left = bytearray(), {}, [], []
    for group in groups:
        try:
            contents = {path: each if isinstance(each, bytes) else each.read_bytes() for path, each in group.items()}
        except OSError as error:  # a run that goes on may have taken it away
            left += [(path, 0, error.strerror) for path in group]
            continue
        added, new = bytearray(), {}
        for path, content in contents.items():
            digest = hashlib.sha256(content).digest()
            added += member(path, content, same_as=known.get(digest))
            new.setdefault(digest, path)
        if len(archive) + len(added) + len(END) > room:
            left += [(path, len(content), "does not fit") for path, content in contents.items()]
            continue
        archive += added
        known = new | known
        packed += [(path, len(content)) for path, content in contents.items()]
    return bytes(archive + END) if packed else b"", packed, left


def write_parts(archive, folder, part):
    """Cut an archive into files of `part` bytes in a folder, write their sums, and remove parts of an earlier one."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        f"{ARCHIVE}.{number:02d}": archive[start : start + part]
        for number, start in enumerate(range(0, len(archive), part), 1)
    }
    for name, content in parts.items():
        registry.write(folder / name, content)
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in parts.items())
    registry.write(folder / SUMS, sums.encode())
    for path in folder.glob(f"{ARCHIVE}.[0-9][0-9]"):
        if path.name not in parts:
            path.unlink()
    return [folder / name for name in (*parts, SUMS)]
