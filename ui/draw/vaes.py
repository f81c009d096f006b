"""Say which VAEs the Draw tab knows, and which short drawings its endpoints take as examples."""

from models.networks.vae import VAE
from ui.kit.tab import Models

VAES = ("vae_conv", "vae_mlp")  # the preferred one first

# Short drawings, as a pad sends them: the examples of the endpoints.
SEVEN = [[[0.28, 0.22], [0.7, 0.2], [0.46, 0.84]]]
FOUR = [[[0.36, 0.17], [0.29, 0.5], [0.72, 0.5]], [[0.62, 0.22], [0.57, 0.85]]]


def vaes(models: Models) -> dict[str, VAE]:
    """Return the tab's VAEs that are loaded, by name, the preferred one first."""
    return {name: models[name] for name in VAES if name in models}
