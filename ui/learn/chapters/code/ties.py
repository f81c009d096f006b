"""Say which formula and figure each mark of docs/code stands for, and where today's code differs from the print."""

from typing import NamedTuple


class Note(NamedTuple):
    """What the lines of one mark say. Its sentence has the key learn.code.<chapter>_<tie>.

    formula : as it is written beside the code; figure : that shows it, or ""
    """

    tie: str
    formula: str
    figure: str = ""


class Mended(NamedTuple):
    """A printed expression and what stands for it today. Its sentence has the key learn.code.<key>.

    tie : mark of the lines that have it, or ""
    """

    key: str
    printed: str
    today: str
    tie: str = ""


class Step(NamedTuple):
    """A line of the pseudo-code. Where the code differs, the sentence has the key learn.code.differs_<differs>."""

    line: str
    tie: str
    differs: str = ""


NOTES: dict[str, tuple[Note, ...]] = {
    "vae": (
        Note("q", "q(z | x) = N(μ, σ²)", "compress"),
        Note("draw", "z = μ + σ·ε, ε ~ N(0, I)", "cloud"),
        Note("p", "p(x | z)", "compress"),
        Note("bce", "−log p(x | z) = −Σ x·ln x̂ + (1 − x)·ln(1 − x̂)", "compress"),
        Note("kl", "KL(q ‖ p) = ½ Σ μ² + σ² − 1 − ln σ²", "beta"),
        Note("elbo", "−ELBO = −E[log p(x | z)] + KL(q ‖ p)", "beta"),
        Note("pixels", "x ∈ [0, 1]"),
        Note("step", "∂z/∂μ = 1, ∂z/∂σ = ε", "cloud"),
        Note("prior", "z ~ N(0, I), x ~ p(x | z)", "planes"),
    ),
    "gan": (
        Note("norm", "h ← (h − mean) / √(var + ε)"),
        Note("range", "x ↦ 2x − 1 ∈ [−1, 1]"),
        Note("generator", "x = G(z), z ~ N(0, I)", "round"),
        Note("discriminator", "D(x) ∈ [0, 1]", "round"),
        Note("d_loss", "−½ (log D(x) + log(1 − D(G(z))))", "round"),
        Note("g_loss", "−log D(G(z))", "pull"),
        Note("real", "x ~ p(x)", "race"),
        Note("steps", "k", "race"),
        Note("detach", "∂G/∂θ := 0", "round"),
        Note("through", "θ_G ← θ_G − η · ∂(−log D(G(z)))/∂θ_G", "pull"),
    ),
    "gabor": (
        Note("turn", "(x′, y′) = 1/s · R(θ) · (x, y)", "turn"),
        Note("envelope", "1/(4πσ²) · exp(−(x′² + y′²)/(4σ²))", "wave"),
        Note("wave", "exp(i·x′)", "wave"),
        Note("mean", "exp(i·x′) − exp(−σ²)", "leak"),
        Note("convolve", "(ψ ∗ f)(x) = Σ ψ(x − t)·f(t)", "cell"),
        Note("magnitude", "|ψ ∗ f|", "cell"),
    ),
}
TORCH = (
    Mended("imports", "", "import torch", "imports"),
    Mended("colon", "def forward(…)", "def forward(…):"),
    Mended("variable", "Variable(x)", "x"),
    Mended("cuda", ".cuda()", ".to(device)", "device"),
)
MENDED: dict[str, tuple[Mended, ...]] = {
    "vae": (
        *TORCH,
        Mended("size_average", "size_average=False", 'reduction="sum"', "bce"),
        Mended("mean", 'reduction="mean"', 'reduction="sum"', "elbo"),
        Mended("normalize", "Normalize((0.5,), (0.5,))", "ToTensor()", "pixels"),
    ),
    "gan": TORCH,
    "gabor": (),
}
# Goodfellow et al. 2014, algorithm 1.
PSEUDO: dict[str, tuple[Step, ...]] = {
    "vae": (),
    "gan": (
        Step("for 200 iterations:", "", "rounds"),
        Step("    for k steps:", "steps"),
        Step("        z ← m × N(0, I)", "detach"),
        Step("        x ← m × p(x)", "real", "real"),
        Step("        θ_D ↑ mean log D(x) + log(1 − D(G(z)))", "d_loss", "sign"),
        Step("    z ← m × N(0, I)", "generator"),
        Step("    θ_G ↓ mean log(1 − D(G(z)))", "g_loss", "saturates"),
    ),
    "gabor": (),
}
