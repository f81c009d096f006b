"""One process or many: under `torchrun` each takes its share of every batch, and gradients are averaged over all."""

import os
from dataclasses import dataclass

import torch
from torch import distributed
from torch.nn.parallel import DistributedDataParallel


@dataclass(frozen=True)
class Team:
    """The processes that train one model together. `rank` counts from 0, which alone writes files."""

    rank: int = 0
    size: int = 1

    @property
    def leads(self):
        return self.rank == 0

    def share(self, rows):
        """This process's part of the rows of a batch; all parts together are the batch."""
        return rows[self.rank :: self.size]

    def wrap(self, module):
        """The module with gradients averaged over the team after each backward pass; one forward for each backward."""
        if self.size == 1 or not any(p.requires_grad for p in module.parameters()):
            return module
        return DistributedDataParallel(module, broadcast_buffers=False)

    def sum(self, values):
        """The sum of a tensor over the team, the same for all."""
        if self.size > 1:
            distributed.all_reduce(values)
        return values

    def wait(self):
        """Go on when everyone has come this far."""
        if self.size > 1:
            distributed.barrier()


def join(device):
    """The team that `torchrun` started, each member with a device of its own: (Team, torch.device).

    Alone, when it did not. NCCL between CUDA devices, gloo otherwise.
    """
    size = int(os.environ.get("WORLD_SIZE", 1))
    if size == 1:
        return Team(), device
    if device.type == "cuda":
        device = torch.device("cuda", int(os.environ["LOCAL_RANK"]))
        torch.cuda.set_device(device)
    if not distributed.is_initialized():
        distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    return Team(distributed.get_rank(), size), device


def leave():
    """Part when the work is done."""
    if distributed.is_initialized():
        distributed.destroy_process_group()
