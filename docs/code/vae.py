"""The article's variational autoencoder in today's PyTorch."""

# %% What it needs / 必要なもの
import torch  #: imports
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Subset
from torchvision import datasets, transforms

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"  #: device


# %% The networks / ネットワーク
class VAE(nn.Module):
    def __init__(self, pixels=784, hidden=400, latent=20):
        super().__init__()
        self.trunk = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)  #: q
        self.logvar = nn.Linear(hidden, latent)  #: q
        self.expand = nn.Linear(latent, hidden)
        self.pixels = nn.Linear(hidden, pixels)

    def encode(self, x):
        h = F.relu(self.trunk(x.flatten(1)))
        return self.mu(h), self.logvar(h)  #: q

    def draw(self, mu, logvar):
        epsilon = torch.randn_like(mu)  #: draw
        return mu + torch.exp(0.5 * logvar) * epsilon  #: draw

    def decode(self, z):
        return self.pixels(F.relu(self.expand(z)))  # logits  #: p

    def forward(self, x):
        mu, logvar = self.encode(x)
        return self.decode(self.draw(mu, logvar)), mu, logvar


# %% The loss / 損失
def negative_elbo(logits, x, mu, logvar):
    bce = F.binary_cross_entropy_with_logits(logits, x.flatten(1), reduction="sum")  #: bce
    kl = 0.5 * torch.sum(mu**2 + logvar.exp() - 1 - logvar)  #: kl
    return bce + kl  #: elbo


# %% The loop / 学習ループ
def train(root="data", epochs=50, limit=None, device=DEVICE):
    digits = datasets.MNIST(root, train=True, download=True, transform=transforms.ToTensor())  #: pixels
    if limit:
        digits = Subset(digits, range(limit))
    loader = DataLoader(digits, batch_size=64, shuffle=True)
    vae = VAE().to(device)
    optimizer = torch.optim.Adam(vae.parameters(), lr=1e-3)
    losses = []
    for epoch in range(epochs):
        total = 0.0
        for x, _ in loader:
            x = x.to(device)
            logits, mu, logvar = vae(x)
            loss = negative_elbo(logits, x, mu, logvar)  #: elbo
            optimizer.zero_grad()
            loss.backward()  #: step
            optimizer.step()  #: step
            total += loss.item()
        losses.append(total / len(digits))
        print(f"epoch {epoch + 1}: {losses[-1]:.1f} nats a digit")
    return vae, losses


# %% New digits / 新しい数字
@torch.no_grad()
def sample(vae, n=25):
    z = torch.randn(n, vae.mu.out_features, device=vae.mu.weight.device)  #: prior
    return torch.sigmoid(vae.decode(z)).view(n, 1, 28, 28)  #: prior
