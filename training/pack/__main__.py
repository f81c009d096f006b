"""Carry a training to a machine with a GPU, and its results back: python -m training.pack --help

`code` packs what the other machine needs, `results` packs there what was trained, `unpack` takes that in here. Both
archives are plain tar.gz: where this script is not at hand, `tar -xzf` and `cat results.tar.gz.* | tar -xz` open them.
"""

import argparse
import re
from pathlib import Path

from models import registry
from training.loop.provenance import commit
from training.loop.run import load
from training.pack.archive import MIB, mib
from training.pack.code import JUDGE, TOP, pack_code
from training.pack.results import BY_EPOCH, ORDER, capacity, pack_groups, wanted, write_parts
from training.pack.unpack import check_models, join_parts, put, read_archive

PROJECT = Path(__file__).resolve().parents[2]


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
