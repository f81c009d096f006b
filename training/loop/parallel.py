"""Train in one process or many: under `torchrun` each takes its share of every batch; gradients are averaged."""

import os
from dataclasses import dataclass

import torch
from torch import distributed, nn
from torch.nn.parallel import DistributedDataParallel

CPU = torch.device("cpu")


@dataclass(frozen=True)
class Team:
    """Describe the processes that train one model together. `rank` counts from 0, which alone writes files."""

    rank: int = 0
    size: int = 1
    device: torch.device = CPU  # of this process

    @property
    def leads(self):
        return self.rank == 0

    def share(self, rows):
        """Take this process's part of the rows of a batch; all parts together are the batch."""
        return rows[self.rank :: self.size]

    def wrap(self, module):
        """Wrap a module so that backward passes average gradients over the team; one forward for each backward."""
        if self.size == 1:
            return module
        return DistributedDataParallel(module, broadcast_buffers=False)

    def share_batch_norm(self, network):
        """Let its BatchNorm layers see the whole batch where PyTorch can (CUDA); elsewhere each sees a share."""
        if self.size > 1 and self.device.type == "cuda":
            nn.SyncBatchNorm.convert_sync_batchnorm(network)

    def sum(self, values):
        """Sum a CPU tensor over the team, the same for all."""
        if self.size == 1:
            return values
        values = values.to(self.device)  # NCCL knows no other
        distributed.all_reduce(values)
        return values.cpu()

    def wait(self):
        """Go on when everyone has come this far."""
        if self.size > 1:
            distributed.barrier()


ALONE = Team()


def join(device):
    """Join the Team that `torchrun` started, each member with a device of its own; a Team of one without it.

    NCCL between CUDA devices, gloo between CPUs. Raises SystemExit when there are not enough devices.
    """
    size = int(os.environ.get("WORLD_SIZE", 1))
    if size == 1:
        return Team(device=device)
    if device.type == "mps":
        raise SystemExit("several processes cannot share one mps device; give --device cpu, or leave torchrun out")
    if device.type == "cuda":
        local, count = int(os.environ["LOCAL_RANK"]), torch.cuda.device_count()
        if local >= count:
            raise SystemExit(f"this machine has {count} GPUs; give torchrun --nproc-per-node {count} or less")
        device = torch.device("cuda", local)
        torch.cuda.set_device(device)
    distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    return Team(distributed.get_rank(), size, device)


def leave():
    """Part when the work is done."""
    if distributed.is_initialized():
        distributed.destroy_process_group()
