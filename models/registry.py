"""The one place that knows the format of weights/: save, verify, load.

weights/<name>/ holds model.safetensors (the tensors) and config.json, which says how to
build the module and what the file must weigh and hash to. The tensors' file carries the
same config in its metadata, so neither can be changed without the other. Nothing is ever
unpickled.
"""

import hashlib
import json
import math
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from safetensors.torch import save as dump_tensors
from torch import Tensor, nn

from models.former_names import current_fields, current_tensors
from models.networks.conv_gan import ConvGANConfig
from models.networks.conv_vae import ConvVAEConfig
from models.networks.gan import GAN, GANConfig
from models.networks.planes import AutoencoderConfig, PCAConfig, Plane
from models.networks.reader import Reader, ReaderConfig
from models.networks.vae import VAE, VAEConfig

Config: TypeAlias = VAEConfig | ConvVAEConfig | AutoencoderConfig | PCAConfig | GANConfig | ConvGANConfig | ReaderConfig
Model: TypeAlias = VAE | Plane | GAN | Reader

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
TENSORS, CONFIG, METRICS = "model.safetensors", "config.json", "metrics.json"
MEASURED = ("figures", "real", "reference")  # parts of metrics.json that hold numbers
PERCENTILES = 101

# Every model the project ships, and the dataclass that its config.json fills.
KNOWN: dict[str, type[Config]] = {
    "vae_mlp": VAEConfig,
    "vae_conv": ConvVAEConfig,
    "vae_map": ConvVAEConfig,
    "ae_map": AutoencoderConfig,
    "pca_map": PCAConfig,
    "gan_mlp": GANConfig,
    "gan_mlp_k1": GANConfig,
    "gan_conv": ConvGANConfig,
    "reader": ReaderConfig,
}


class WeightsError(RuntimeError):
    """A file under weights/ is missing, cut short, altered, or belongs to another model."""


def available(root: str | Path = WEIGHTS) -> list[str]:
    """Return the names of the models that lie in `root`, in the project's order."""
    return [name for name in KNOWN if (Path(root) / name / CONFIG).is_file()]


def load(name: str, device: str | torch.device = "cpu", root: str | Path = WEIGHTS) -> Model:
    """Build a shipped model and fill it with verified weights.

    Parameters
    ----------
    name : str
        One of the project's models, such as "vae_mlp".
    device : str or torch.device
    root : path, optional
        Folder to look in instead of the project's weights/.

    Returns
    -------
    VAE, Plane, GAN or Reader
        In eval mode, its parameters without gradients.

    Raises
    ------
    ValueError
        For an unknown name (lists the known ones) or device.
    WeightsError
        When a file is missing, truncated, altered or does not fit; names file and reason.
    """
    described = describe(name, root)
    folder = Path(root) / name
    tensors, metadata = _read_tensors(folder / TENSORS, described["weights"])
    if metadata.get("config") != _canonical(described["config"]):
        raise WeightsError(
            f"{folder / CONFIG} was altered: {TENSORS} was saved with the config {metadata.get('config')}"
        )
    model = _build(folder / CONFIG, name, described["config"])
    _fill(model, tensors, folder / TENSORS)
    return _to_device(model, device).eval().requires_grad_(False)


def describe(name: str, root: str | Path = WEIGHTS) -> dict[str, Any]:
    """Read a shipped model's config.json: a dict with name, config, parameters, weights, training.

    The fields of config bear the names that the file has. Raises ValueError for an unknown name, WeightsError for a
    file that is missing or describes no model.
    """
    _check_known(name)
    path = Path(root) / name / CONFIG
    try:
        described = json.loads(_read(path))
    except (ValueError, RecursionError) as error:
        raise WeightsError(f"{path} is not valid JSON: {error}") from error
    weights = described.get("weights") if isinstance(described, dict) else None
    if not isinstance(weights, dict) or not {"bytes", "sha256"} <= weights.keys() or "config" not in described:
        raise WeightsError(f"{path} does not describe a model: it needs name, config and weights (bytes, sha256)")
    if described.get("name") != name:
        raise WeightsError(f"{path} describes {described.get('name')!r}, not {name!r}")
    return described


def measured(name: str, root: str | Path = WEIGHTS) -> dict[str, Any]:
    """Read a shipped model's metrics.json: a dict with figures and how they came about; {} when there is none.

    Its figures, real and reference, where they are there, are dicts of finite numbers and lists of such.

    Raises ValueError for an unknown name, WeightsError for a file that holds anything else.
    """
    _check_known(name)
    path = Path(root) / name / METRICS
    if not path.is_file():
        return {}
    try:
        report = json.loads(_read(path))
    except (ValueError, RecursionError) as error:
        raise WeightsError(f"{path} is not valid JSON: {error}") from error
    if not isinstance(report, dict):
        raise WeightsError(f"{path} must hold an object with figures")
    for part in MEASURED:
        figures = report.get(part, {})
        if not isinstance(figures, dict):
            raise WeightsError(f"{path} must hold an object under {part}")
        for key, value in figures.items():
            if not _is_measured(key, value):
                raise WeightsError(f"{path} must hold finite numbers, and {part} has none under {key:.40}")
    return report


def _is_measured(key: str, value: Any) -> bool:
    """Tell whether a figure is a finite number or a list of such; percentiles are those from 0 to 100."""
    numbers = value if isinstance(value, list) else [value]
    right = not key.endswith("_percentiles") or (isinstance(value, list) and len(value) == PERCENTILES)
    return right and all(type(one) in (int, float) and math.isfinite(one) for one in numbers)


def beside(name: str, file: str, root: str | Path = WEIGHTS) -> bytes | None:
    """Read a file that lies beside a shipped model's weights, such as "history.csv"; None when it is not there.

    Raises ValueError for an unknown name, WeightsError for a file that cannot be read.
    """
    _check_known(name)
    path = Path(root) / name / file
    return _read(path) if path.is_file() else None


def save(folder: str | Path, name: str, model: Model, **about: Any) -> Path:
    """Write model.safetensors and config.json to `folder`, each whole or not at all.

    model : module with a dataclass `config`; about : what else config.json should tell
    (JSON values), such as how it was trained. Returns the folder.

    Raises ValueError for a name the project does not know or a model of another kind.
    """
    _check_known(name)
    if not isinstance(model.config, KNOWN[name]):
        raise ValueError(f"{name} is built from {KNOWN[name].__name__}, got {type(model.config).__name__}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {key: value.detach().cpu().contiguous() for key, value in model.state_dict().items()}
    data = dump_tensors(tensors, {"config": _canonical(asdict(model.config))})
    described = {
        "name": name,
        "config": asdict(model.config),
        "parameters": sum(p.numel() for p in model.parameters()),
        "weights": {"file": TENSORS, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()},
        **about,
    }
    write(folder / TENSORS, data)
    write(folder / CONFIG, (json.dumps(described, indent=2) + "\n").encode())
    return folder


def write(path: str | Path, data: bytes) -> None:
    """Write bytes to `path` so that a reader sees the old file or the new one, never a part."""
    partial = Path(path).with_name(Path(path).name + ".tmp")
    partial.write_bytes(data)
    os.replace(partial, path)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise WeightsError(f"{path} is missing; restore it from the repository or train the model again") from None
    except OSError as error:
        raise WeightsError(f"{path} cannot be read: {error.strerror}") from error


def _canonical(config: object) -> str:
    """Return a config as one line of JSON that does not depend on the order of its fields."""
    return json.dumps(config, sort_keys=True)


def _check_known(name: object) -> None:
    if not isinstance(name, str) or name not in KNOWN:
        raise ValueError(f"no model is called {name!r}; there are {', '.join(KNOWN)}")


def _read_tensors(path: Path, expected: Mapping[str, Any]) -> tuple[dict[str, Tensor], dict[str, str]]:
    data = _read(path)
    if len(data) != expected["bytes"]:
        raise WeightsError(
            f"{path} has {len(data)} bytes, {expected['bytes']} expected; the file is cut short or altered"
        )
    digest = hashlib.sha256(data).hexdigest()
    if digest != expected["sha256"]:
        raise WeightsError(
            f"{path} has sha256 {digest[:12]}…, {str(expected['sha256'])[:12]}… expected; the file was altered"
        )
    try:
        return load_tensors(data), _metadata(data)
    except SafetensorError as error:
        raise WeightsError(f"{path} is not a safetensors file: {error}") from error


def _metadata(data: bytes) -> dict[str, str]:
    """Read the metadata in the header of a safetensors file: 8 bytes of length, then JSON."""
    # safe_open reads it as well, but from a path alone: it would open the file anew after its hash was checked.
    length = int.from_bytes(data[:8], "little")
    return json.loads(data[8 : 8 + length]).get("__metadata__", {})


def _build(path: Path, name: str, fields: Mapping[str, Any]) -> Model:
    try:
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in current_fields(fields).items()
        }
        return KNOWN[name](**values).build()
    except (TypeError, ValueError, AttributeError, RuntimeError) as error:
        raise WeightsError(f"{path} does not fit {KNOWN[name].__name__}: {error}") from error


def _fill(model: nn.Module, tensors: dict[str, Tensor], path: Path) -> None:
    tensors = current_tensors(tensors)
    wanted = {key: (tuple(value.shape), value.dtype) for key, value in model.state_dict().items()}
    found = {key: (tuple(value.shape), value.dtype) for key, value in tensors.items()}
    for key in sorted(wanted.keys() | found.keys()):
        if wanted.get(key) != found.get(key):
            raise WeightsError(
                f"{path} does not fit its config: {key} is {_shape(found.get(key))}, {_shape(wanted.get(key))} expected"
            )
    if not all(torch.isfinite(value).all() for value in tensors.values() if value.is_floating_point()):
        raise WeightsError(f"{path} holds values that are not finite")
    model.load_state_dict(tensors)


def _shape(entry: tuple[tuple[int, ...], torch.dtype] | None) -> str:
    """Put a tensor's shape and type into words."""
    return "absent" if entry is None else f"{str(entry[1]).removeprefix('torch.')} {entry[0]}"


def _to_device(model: Model, device: str | torch.device) -> Model:
    try:
        # channels_last takes a third off a convolution's time. All models get it, whatever the device, because the
        # last bits of an answer depend on the layout.
        return model.to(device).to(memory_format=torch.channels_last)
    except (RuntimeError, AssertionError) as error:  # torch says which of the two it is by version and build
        raise ValueError(f"device {str(device)!r} cannot be used here: {str(error).splitlines()[0]}") from error
