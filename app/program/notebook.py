"""A program as a Jupyter notebook: the same source, cell by cell, and a picture at the end."""

import json
import re
from typing import Any

from app.core.experiment import Experiment
from app.program.script import script
from app.program.text import clean

MARK = "# %%"
END = "\n\ndef main():"
"""From here on a script reads its command line, which a notebook has none of."""
RUN = """runs = [report(*run) for run in RUNS]
for run in runs:
    print(f"Run {run['run']}, {run['title']}: {run['outcome']} at step {len(run['iterates']) - 1}")
    print(f"  last iterate {run['iterates'][-1]}, value {run['values'][-1:]}")"""
PLOT = """try:
    import matplotlib.pyplot as plt
except ImportError:
    print("There is no Matplotlib here, and so no picture.")
else:
    figure, axes = plt.subplots()
    for run in runs:
        axes.plot(run["values"], label=run["title"])
    axes.set(xlabel="step", ylabel="F")
    axes.legend()
    plt.show()"""
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
          "language_info": {"name": "python"}}  # fmt: skip


def notebook(experiment: Experiment, address: str) -> str:
    """The text of the notebook, in nbformat 4.5.

    Args:
        experiment: what it makes.
        address: of the page that shows the same.
    """
    head, *sections = script(experiment, address).partition(END)[0].split(f"\n{MARK} ")
    imports = "\n".join(line for line in head.split("\n") if not line.startswith("#")).strip()
    needs = "NumPy and SciPy" if "scipy" in "".join(sections) else "NumPy"
    link = re.sub(r"[()]", lambda sign: {"(": "%28", ")": "%29"}[sign[0]], clean(address))
    cells = [_words(f"# {escaped(experiment.title)}\n\nMade by [Losscope]({link}). It needs {needs}."), _code(imports)]
    for section in sections:
        title, _, source = section.partition("\n")
        cells += [_words(f"## {escaped(title)}"), _code(source.strip())]
    cells += [_words("## Where the runs end"), _code(RUN), _words("## The value at every step"), _code(PLOT)]
    numbered = [cell | {"id": f"cell-{i}"} for i, cell in enumerate(cells, 1)]
    content = {"cells": numbered, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def escaped(words: str) -> str:
    """Words in Markdown, where no sign means anything but itself."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", clean(words))


def _words(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
