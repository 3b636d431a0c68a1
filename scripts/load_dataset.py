"""Load every config of a dataset folder, whole and streaming, with whatever `datasets` this Python has.

python scripts/load_dataset.py exports/sample
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory


def main(folder: str, cache: str) -> None:
    """Print the rows of each config; exit where a way of loading gives other rows, or the card other counts."""
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HOME": cache}  # before the library is imported: it reads them once
    import datasets

    datasets.disable_progress_bars()
    infos = datasets.get_dataset_infos(folder)
    if len(infos) < 2:  # noqa: PLR2004 - one config would be the default of a folder whose card was not read
        sys.exit(f"{folder}: its card names no configs")
    for config, info in infos.items():
        whole = datasets.load_dataset(folder, config)
        streamed = datasets.load_dataset(folder, config, streaming=True)
        for split, rows in whole.items():
            same = {
                "counts as the card": len(rows) == info.splits[split].num_examples,
                "features as the card": rows.features == info.features,
                "rows when streaming": list(streamed[split]) == list(rows),
            }
            if not all(same.values()):
                sys.exit(
                    f"{config}, {split}: not the same {', '.join(what for what, is_so in same.items() if not is_so)}"
                )
        counts = ", ".join(f"{len(rows)} {split}" for split, rows in whole.items())
        print(f"datasets {datasets.__version__}: {config}: {counts}")


if __name__ == "__main__":
    with TemporaryDirectory() as cache:
        main(str(Path(sys.argv[1]).resolve()), cache)
