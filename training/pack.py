"""Carry a training to a machine with a GPU, and its results back: python -m training.pack --help

`code` packs what the other machine needs, `results` packs there what was trained, `unpack` takes that in here. Both
archives are plain tar.gz: where this script is not at hand, `tar -xzf` and `cat results.tar.gz.* | tar -xz` open them.
"""

import argparse
import gzip
import hashlib
import io
import itertools
import json
import os
import re
import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path, PurePosixPath

from models import registry
from training.datasets import mnist
from training.loop.provenance import commit
from training.loop.run import load

PROJECT = Path(__file__).resolve().parent.parent
MIB = 2**20

# What trains, measures and publishes. The READMEs travel because `training.evaluate` writes their tables.
CODE = ("models", "training", "bench")
FILES = ("Makefile", "pyproject.toml", "requirements*.txt", "README*.md", "LICENSE")
JUDGE = "reader"  # measures the others, and vae_conv's last epochs learn from it
TOP = "inkspace"  # folder that the code archive unpacks to

ARCHIVE, SUMS = "results.tar.gz", "results.sha256"
LINE = len(f"{'0' * 64}  {ARCHIVE}.00\n")  # bytes of one line of SUMS
ORDER = ("gan_mlp", "vae_conv", "gan_mlp_k1", "gan_conv", "vae_mlp", "vae_map", "ae_map", "reader", "pca_map")
BY_EPOCH = ("samples", "generators")  # folders that a run fills as it goes
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


# Here: what travels


def pack_code(project, root, names=(JUDGE,), strokes=None, limit=64 * MIB):
    """Pack code, MNIST and the named models' weights.

    root : folder that holds MNIST/raw, which is unpacked to data/
    strokes : file of drawings, optional; unpacked to data/strokes.json
    limit : bytes that the archive may have

    Returns the bytes of a tar.gz, the same for the same files. Raises ValueError that names the largest parts when
    they are more than `limit`.
    """
    project, raw = Path(project), Path(root, "MNIST", "raw")
    paths = [path.relative_to(project) for pattern in FILES for path in project.glob(pattern)]
    for folder in (*CODE, *(f"weights/{name}" for name in names)):
        paths += [Path(folder, path) for path in files_below(project / folder)]
    sources = {path.as_posix(): project / path for path in paths}
    for name, _ in mnist.MNIST.resources:
        sources[f"data/MNIST/raw/{Path(name).stem}"] = raw / Path(name).stem
    if strokes:
        sources["data/strokes.json"] = Path(strokes)
    contents = {path: source.read_bytes() for path, source in sources.items()} | {"COMMIT": f"{commit()}\n".encode()}
    packed = {path: member(f"{TOP}/{path}", contents[path]) for path in sorted(contents)}
    archive = b"".join([*packed.values(), END])
    if len(archive) > limit:
        raise ValueError(
            f"the archive has {mib(len(archive))}, {mib(limit)} are allowed; most of it: {largest(packed)}"
        )
    return archive


def largest(packed, shown=5):
    """The largest folders of an archive {path: compressed bytes}, and what each adds to it, in words."""
    sizes = {}
    for path, content in packed.items():
        folder = "/".join(path.split("/")[: 2 if path.startswith("weights/") else 1])
        sizes[folder] = sizes.get(folder, 0) + len(content)
    return ", ".join(f"{name} {mib(sizes[name])}" for name in sorted(sizes, key=sizes.get, reverse=True)[:shown])


# On the machine with the GPU: what returns


def capacity(files, part, total):
    """Bytes that an archive may have so that its parts and their sums are few and small enough.

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
    """What a run has exported and what was published of it, as groups of `wanted`, and which of it is no model.

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
    """{prefix/name: bytes} of those files in a folder that are there."""
    return {f"{prefix}/{name}": (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def export_in(files):
    """The bytes of tensors and config among the files {path: bytes} of one folder; None for one that is absent."""
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


# Back here: what is taken in


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


# The command line


def _mebibytes(text):
    try:
        size = int(float(text) * MIB)
    except (ValueError, OverflowError):
        size = 0
    if size < 1:
        raise argparse.ArgumentTypeError(f"must be a number of MiB above 0, got {text!r}")
    return size


def _file_count(text):
    if not re.fullmatch(r"[1-9]\d{0,5}", text) or int(text) < 2:
        raise argparse.ArgumentTypeError(f"must be a whole number from 2 (a part and the sums), got {text!r}")
    return int(text)


def options(argv=None):
    parser = argparse.ArgumentParser(
        prog="python -m training.pack", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="code | results | unpack")
    code = commands.add_parser("code", help="here: pack code, MNIST and the reader into one archive")
    code.add_argument("--data", default="data", metavar="DIR", help="folder of MNIST; downloaded into it when absent")
    code.add_argument("--with-weights", action="store_true", help="all shipped models, so that figures can be compared")
    code.add_argument(
        "--strokes", metavar="FILE", help="people's drawings, for training.evaluate; to data/strokes.json"
    )
    code.add_argument("--out", default=f"{TOP}.tar.gz", metavar="FILE", help="the archive (default: %(default)s)")
    code.add_argument("--total", type=_mebibytes, default="64", metavar="MIB", help="at most (default: %(default)s)")
    results = commands.add_parser("results", help="there: pack what was trained, the most needed first")
    results.add_argument("--runs", default="runs", metavar="DIR", help="what training wrote (default: runs)")
    results.add_argument("--weights", default="weights", metavar="DIR", help="what was published (default: weights)")
    results.add_argument("--out", default="results", metavar="DIR", help="the parts go here (default: results)")
    results.add_argument(
        "--files", type=_file_count, default=8, metavar="N", help="at most, with the sums (default: 8)"
    )
    results.add_argument("--part", type=_mebibytes, default="16", metavar="MIB", help="each at most (default: 16)")
    results.add_argument("--total", type=_mebibytes, default="64", metavar="MIB", help="together at most (default: 64)")
    results.add_argument(
        "--order",
        nargs="+",
        default=ORDER,
        metavar="RUN",
        help=f"whose results come first (default: {' '.join(ORDER)})",
    )
    for name, what in zip(BY_EPOCH, ("the pictures", "the weights of a GAN's generator"), strict=True):
        results.add_argument(
            f"--{name}", action="append_const", dest="by_epoch", const=name, help=f"{what} of every epoch, too"
        )
    unpack = commands.add_parser("unpack", help="here again: verify all parts and take them in")
    unpack.add_argument("parts", metavar="DIR", help="folder of the parts and their sums")
    unpack.add_argument("--into", default=PROJECT, metavar="DIR", help="project to unpack into (default: this one)")
    unpack.add_argument("--runs-only", action="store_true", help="leave weights/ as it is")
    return parser.parse_args(argv)


def run_code(args):
    for split in ("train", "test"):
        load(split, args.data)
    names = registry.available() if args.with_weights else (JUDGE,)
    for name in names:
        registry.load(name)
    archive = pack_code(PROJECT, args.data, names, args.strokes, args.total)
    registry.write(args.out, archive)
    print(f"{args.out}: {mib(len(archive))}, code at commit {commit()}, MNIST, weights of {', '.join(names)}")
    print(f"on the other machine: tar -xzf {Path(args.out).name} && cd {TOP}")


def run_results(args):
    if not Path(args.runs).is_dir():
        raise ValueError(f"there is no folder {args.runs}; name the one that training wrote to with --runs")
    groups, broken = wanted(args.runs, args.weights, args.order, args.by_epoch or ())
    archive, packed, left = pack_groups(groups, capacity(args.files, args.part, args.total))
    print_left_out(broken + left)
    if not packed:
        raise ValueError(
            f"nothing in {args.runs} was packed: it is empty, or too large for --files, --part and --total"
        )
    for path in write_parts(archive, args.out, args.part):
        print(f"{path}: {mib(path.stat().st_size)}")
    print(f"{len(packed):,} files of {mib(sum(size for _, size in packed))} packed into {mib(len(archive))}")


def print_left_out(left):
    """Print what stays behind, files of a folder inside a run taken together."""
    together = {}
    for path, size, reason in left:
        together.setdefault(("/".join(path.split("/")[:3]), reason), []).append(size)
    for (path, reason), sizes in together.items():
        several = f" ({len(sizes):,} files)" if len(sizes) > 1 else ""
        print(f"left out: {path}{several}, {mib(sum(sizes))}: {reason}")


def run_unpack(args):
    files = read_archive(join_parts(args.parts))
    check_models(files)
    if args.runs_only:
        files = {path: content for path, content in files.items() if path.startswith("runs/")}
    for old, aside in put(files, args.into):
        print(f"{old} was there and is now {aside}")
    for unit in sorted({"/".join(path.split("/")[:2]) for path in files}):
        size = sum(len(content) for path, content in files.items() if f"{path}/".startswith(f"{unit}/"))
        print(f"{Path(args.into, unit)}: {mib(size)}")


def main(argv=None):
    args = options(argv)
    try:
        {"code": run_code, "results": run_results, "unpack": run_unpack}[args.command](args)
    except OSError as error:
        raise SystemExit(f"{error.filename or args.command}: {error.strerror or error}") from None
    except (ValueError, registry.WeightsError) as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
