"""Pack what the machine with the GPU needs: code, MNIST, models."""

from pathlib import Path

from training.datasets import mnist
from training.loop.provenance import commit
from training.pack.archive import END, MIB, files_below, member, mib

# What trains, measures and publishes. The READMEs travel because `training.evaluate` writes their tables.
CODE = ("models", "training", "bench")
FILES = ("Makefile", "pyproject.toml", "requirements*.txt", "README*.md", "LICENSE")
JUDGE = "reader"  # measures the others, and vae_conv's last epochs learn from it
TOP = "inkspace"  # folder that the code archive unpacks to


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
    """Name the largest folders of an archive {path: compressed bytes}, and what each adds to it."""
    sizes = {}
    for path, content in packed.items():
        folder = "/".join(path.split("/")[: 2 if path.startswith("weights/") else 1])
        sizes[folder] = sizes.get(folder, 0) + len(content)
    return ", ".join(f"{name} {mib(sizes[name])}" for name in sorted(sizes, key=sizes.get, reverse=True)[:shown])
