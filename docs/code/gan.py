"""The article's generative adversarial network in today's PyTorch."""

# %% What it needs / 必要なもの
import torch  #: imports
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Subset
from torchvision import datasets, transforms

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"  #: device


# %% The networks / ネットワーク
class Generator(nn.Module):
    def __init__(self, latent=100, shape=(1, 28, 28)):
        super().__init__()
        self.latent, self.shape = latent, shape
        pixels = torch.Size(shape).numel()

        def block(width, wider, norm=True):
            return [
                nn.Linear(width, wider),
                *([nn.BatchNorm1d(wider)] if norm else []),  #: norm
                nn.LeakyReLU(0.2),
            ]

        self.layers = nn.Sequential(
            *block(latent, 128, norm=False),
            *block(128, 256),
            *block(256, 512),
            *block(512, 1024),
            nn.Linear(1024, pixels),
            nn.Tanh(),  #: range
        )

    def forward(self, z):
        return self.layers(z).view(len(z), *self.shape)  #: generator


class Discriminator(nn.Module):
    def __init__(self, shape=(1, 28, 28)):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(torch.Size(shape).numel(), 512),
            nn.LeakyReLU(0.2),
            nn.Linear(512, 256),
            nn.LeakyReLU(0.2),
            nn.Linear(256, 1),
            nn.Sigmoid(),  #: discriminator
        )

    def forward(self, x):
        return self.layers(x.flatten(1))[:, 0]  #: discriminator


# %% The losses / 損失
def discriminator_loss(D, real, fake):
    real_loss = F.binary_cross_entropy(D(real), torch.ones(len(real), device=real.device))  #: d_loss
    fake_loss = F.binary_cross_entropy(D(fake), torch.zeros(len(fake), device=fake.device))  #: d_loss
    return (real_loss + fake_loss) / 2


def generator_loss(D, fake):
    return F.binary_cross_entropy(D(fake), torch.ones(len(fake), device=fake.device))  #: g_loss


# %% The loop / 学習ループ
def train(root="data", epochs=200, steps=20, limit=None, device=DEVICE):
    scale = transforms.Normalize((0.5,), (0.5,))  #: range
    digits = datasets.MNIST(
        root, train=True, download=True, transform=transforms.Compose([transforms.ToTensor(), scale])
    )
    if limit:
        digits = Subset(digits, range(limit))
    loader = DataLoader(digits, batch_size=64, shuffle=True)
    G, D = Generator().to(device), Discriminator().to(device)
    g_optimizer = torch.optim.Adam(G.parameters(), lr=2e-4, betas=(0.5, 0.999))
    d_optimizer = torch.optim.Adam(D.parameters(), lr=2e-4, betas=(0.5, 0.999))
    losses = []
    for epoch in range(epochs):
        for real, _ in loader:
            real = real.to(device)  #: real
            for _ in range(steps):  #: steps
                fake = G(torch.randn(len(real), G.latent, device=device)).detach()  #: detach
                d_loss = discriminator_loss(D, real, fake)  #: d_loss
                d_optimizer.zero_grad()
                d_loss.backward()
                d_optimizer.step()
            fake = G(torch.randn(len(real), G.latent, device=device))  #: generator
            g_loss = generator_loss(D, fake)  #: g_loss
            g_optimizer.zero_grad()
            g_loss.backward()  #: through
            g_optimizer.step()  #: through
            losses.append((d_loss.item(), g_loss.item()))
        print(f"epoch {epoch + 1}: D {losses[-1][0]:.3f}, G {losses[-1][1]:.3f}")
    return G, D, losses


# %% New digits / 新しい数字
@torch.no_grad()
def sample(G, n=25):
    G.eval()  #: norm
    z = torch.randn(n, G.latent, device=next(G.parameters()).device)
    return (G(z) + 1) / 2  #: range
