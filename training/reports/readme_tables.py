"""Write the figures in both READMEs: a few that say most, narrow enough for a phone."""

from pathlib import Path

from models import registry
from training.reports import metric_names

PROJECT = Path(__file__).resolve().parents[2]
START, END = "<!-- figures: written by training.evaluate -->", "<!-- end of figures -->"

# Columns of the table of each family: a figure, whether as a multiple of real digits', its head in both languages.
COLUMNS = {
    "vae": [
        ("negative_elbo", False, "−ELBO, nats", "−ELBO (nats)"),
        ("reconstruction_keeps_digit", False, "keeps its digit", "再構成が同じ数字に読める"),
        ("prior_fid", True, "FID from N(0, I)", "N(0, I) からのFID"),
        ("fid", True, "FID by digit", "数字を指定したFID"),
    ],
    "gan": [
        ("fid", True, "FID", "FID"),
        ("coverage", False, "coverage", "カバレッジ"),
        ("label_accuracy", False, "reads as asked", "指定した数字に読める"),
        ("classes_holding_90", False, "digits making 90 %", "9割を占める数字の種類"),
    ],
    "plane": [
        ("mse", False, "MSE", "MSE"),
        ("reconstruction_keeps_digit", False, "keeps its digit", "再構成が同じ数字に読める"),
        ("midpoint_fid_straight", True, "FID halfway", "中間点のFID"),
    ],
}
WORDS = {
    "README.md": {
        "language": 2,
        "real": "real digits",
        "reader": "The judge, [reader](weights/reader/README.md), reads {accuracy} of the test digits right (expected "
        "calibration error {calibration_error}). FID is on its features, as a multiple of what real digits score. "
        "The cards behind the names have the rest.",
    },
    "README.ja.md": {
        "language": 3,
        "real": "本物の数字",
        "reader": "判定に使う[reader](weights/reader/README.md)は、テスト画像の{accuracy}を正しく読み取ります"
        "（期待較正誤差 {calibration_error}）。FIDはreaderの特徴量で測り、本物の数字どうしの値の何倍かで示しています。"
        "そのほかの値は、各モデル名のリンク先のモデルカードにあります。",
    },
}


def write_readme_tables():
    """Put the figures of all shipped models between the markers in both READMEs."""
    for filename, words in WORDS.items():
        path = PROJECT / filename
        before, rest = path.read_text().split(START)
        _, after = rest.split(END)
        lines = [START, *_tables(words), END]
        registry.write(path, (before + "\n".join(lines) + after).encode())


def _tables(words):
    """Write a table for each family that has models, and the sentence about the reader, as lines."""
    measured = [name for name in registry.available() if (registry.WEIGHTS / name / registry.METRICS).exists()]
    reports = {name: metric_names.load(registry.WEIGHTS / name) for name in measured}
    lines = []
    for family, columns in COLUMNS.items():
        members = {name: report for name, report in reports.items() if registry.KNOWN[name].family == family}
        if members:
            heads = [family.upper(), *(column[words["language"]] for column in columns)]
            real = next(iter(members.values()))["real"]
            rows = [
                [f"[{name}](weights/{name}/README.md)", *_cells(columns, report["figures"], report["real"])]
                for name, report in members.items()
            ]
            rows.append([words["real"], *_cells(columns, real, real)])
            lines += [*("| " + " | ".join(row) + " |" for row in (heads, ["---"] * len(heads), *rows)), ""]
    if "reader" in reports:
        said = {key: metric_names.number(key, value) for key, value in reports["reader"]["figures"].items()}
        lines.append(words["reader"].format(**said))
    return lines


def _cells(columns, found, real):
    for key, as_multiple, *_ in columns:
        key = metric_names.counterpart(key) if found is real else key
        if key not in found:
            yield "–"
        elif as_multiple:
            yield metric_names.multiple(metric_names.ratio(key, found[key], real))
        else:
            yield metric_names.FIGURES[key].form.format(found[key])
