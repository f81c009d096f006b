"""Choose the device that trains, set it up, name it, and explain its errors."""

import platform
import warnings

import torch


def choose(name):
    """Return the torch.device for "auto", "cpu", "cuda" or "mps".

    Raises ValueError when the machine has no such device; says why a GPU that is there cannot be used.
    """
    cuda, reason = _cuda()
    have = {"cpu": True, "cuda": cuda, "mps": torch.backends.mps.is_available()}
    if name == "auto":
        name = next(kind for kind in ("cuda", "mps", "cpu") if have[kind])
        if name == "cpu" and reason:
            print(f"training on the CPU, for the GPU cannot be used: {reason}")
    if not have[name]:
        because = f" ({reason})" if name == "cuda" and reason else ""
        raise ValueError(f"this machine has no {name}; use --device cpu{because}")
    return torch.device(name)


def _cuda():
    """Return whether CUDA can be used, and what PyTorch says where it cannot, such as that the driver is too old."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        available = torch.cuda.is_available()
    said = [str(warning.message) for warning in caught]
    return available, said[0].split(". ")[0].removeprefix("CUDA initialization: ") if said else ""


def settle(device):
    """Make a CUDA device compute the same bytes in every run: no choice of algorithms by timing, no TF32."""
    if device.type == "cuda":
        torch.backends.cudnn.benchmark = False
        torch.backends.cudnn.deterministic = True
        torch.backends.cudnn.allow_tf32 = False
        torch.backends.cuda.matmul.allow_tf32 = False


def random_stream(device):
    """Return the torch.Generator for what a run draws: on a CUDA device its own one, elsewhere a new one on the CPU."""
    if device.type != "cuda":
        return torch.Generator()
    torch.cuda.init()
    return torch.cuda.default_generators[torch.cuda.current_device() if device.index is None else device.index]


def drawn(kind, shape, rng):
    """Draw numbers where the random stream lives.

    kind : torch.rand, torch.randn or torch.randperm; shape : int or tuple of ints
    """
    return kind(shape, generator=rng, device=rng.device)


def title(device):
    """Return what a device is called: "NVIDIA H100 80GB HBM3", or "CPU (x86_64)"."""
    return (
        torch.cuda.get_device_name(device) if device.type == "cuda" else f"{device.type.upper()} ({platform.machine()})"
    )


def failure(error):
    """Return the sentence for an error that a GPU caused; None for every other error."""
    if isinstance(error, torch.OutOfMemoryError):
        return "the GPU has too little free memory; end what else runs on it, or give --device cpu"
    if isinstance(error, RuntimeError) and str(error).startswith(("CUDA error", "cuDNN error")):
        return f"the GPU failed ({str(error).splitlines()[0]}); go on with --resume once it answers again"
    return None
