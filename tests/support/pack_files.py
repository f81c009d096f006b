"""What the tests of `training.pack` share: a machine that has trained, a home, and archives read by tarfile alone."""

import gzip
import io
import os
import tarfile

import pytest

from models import registry
from models.networks.gan import GANConfig
from training.pack.__main__ import main

MIB = 2**20
SMALL_GAN = GANConfig(latent_dim=4, generator_widths=(8,), discriminator_widths=(8,))


def tree(folder):
    """Every file below a folder: {path: bytes}."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fill(folder, contents):
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def unpacked(parts):
    """What the parts hold, in order, as `cat results.tar.gz.* | tar -xz` would find it: {path: bytes}."""
    joined = b"".join(path.read_bytes() for path in sorted(parts.glob("results.tar.gz.*")))
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(joined))) as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar}


def refused(*args):
    """The sentence with which a command ends."""
    with pytest.raises(SystemExit) as stopped:
        main([str(arg) for arg in args])
    assert isinstance(stopped.value.code, str)
    assert "\n" not in stopped.value.code
    return stopped.value.code


def machine_at(folder):
    """Fill a folder as a machine after minute nine: gan_mlp is published, vae_mlp travelled there and goes on."""
    noise = os.urandom
    for name in ("gan_mlp", "gan_mlp_k1"):
        registry.save(folder / "runs" / name, name, SMALL_GAN.build(), training={"epochs": 2})
    published = tree(folder / "runs" / "gan_mlp")
    fill(folder / "weights" / "gan_mlp", published)
    fill(
        folder,
        {
            "runs/table.md": b"| model |\n",
            "runs/gan_mlp/history.csv": b"epoch,loss\n1,0.5\n2,0.4\n",
            "runs/gan_mlp/last.pt": noise(100_000),
            "runs/gan_mlp/samples/step_0000001.png": noise(300),
            "runs/gan_mlp/generators/epoch_001.safetensors": noise(400),
            "runs/vae_mlp/history.csv": b"epoch,loss\n1,100\n",
            "runs/vae_mlp/last.pt": noise(40_000),
            "runs/vae_mlp/last.pt.tmp": noise(100),
            "weights/gan_mlp/history.csv": b"epoch,loss\n1,0.5\n2,0.4\n",
            "weights/gan_mlp/timeline.webp": noise(700),
            "weights/gan_mlp/README.md": "σ\n".encode(),
            "weights/vae_mlp/model.safetensors": b"came here with the code",
        },
    )
    return folder


def home_at(folder):
    """Fill a folder as the project at home, which has trained a gan_mlp of its own."""
    fill(folder, {"runs/gan_mlp/last.pt": b"on a CPU", "weights/gan_mlp/README.md": b"old", "app.py": b""})
    return folder


def pack_results(machine, out, *more):
    main(["results", "--runs", f"{machine}/runs", "--weights", f"{machine}/weights", "--out", str(out), *more])
