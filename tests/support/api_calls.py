"""One call of each endpoint of the API, and what tells that its answer is right."""

from models.sketch.examples import EXAMPLES
from tests.support.running_app import post

CALLS = {
    "reconstruct": [EXAMPLES["3"]],
    "interpolate": [EXAMPLES["3"], EXAMPLES["8"]],
    "sample_digits": [4, 1],
    "discriminate": [EXAMPLES["3"]],
    "gabor_filter": ["zone_plate"],
}
RIGHT = {
    "reconstruct": lambda answer: answer["reads_as"] == 3,
    "interpolate": lambda answer: answer["reads_as"][0] == 3 and answer["reads_as"][-1] == 8,
    "sample_digits": lambda answer: len(answer["images"]) == 4 and answer["seed"] == 1,
    "discriminate": lambda answer: 0 <= answer["score"] <= 1,
    "gabor_filter": lambda answer: answer["picture"].startswith("data:image/png;base64,") and answer["peak"] > 0,
}


def run(url, name, **options):
    """Call an endpoint by /run; return what it returns."""
    status, answer = post(f"{url}/gradio_api/run/{name}", {"data": CALLS[name]}, **options)
    assert status == 200, answer
    return answer["data"][0]


def all_are_right(url):
    """Whether every endpoint of a server answers, and rightly."""
    return {name: RIGHT[name](run(url, name)) for name in CALLS} == dict.fromkeys(CALLS, True)
