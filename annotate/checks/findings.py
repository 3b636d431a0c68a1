"""A finding: one thing wrong in one place, under the code of the rule that it breaks."""

from typing import Literal, NamedTuple

from annotate.wording import visible

Severity = Literal["error", "warning"]

RULES = {
    "F01": "a path is there, and is something that can be checked",
    "R00": "a line is a record: JSON of the right shape, its article id used once in the file",
    "R01": "ids are unique",
    "R02": "offsets lie inside the text, parts inside their span",
    "R03": "a span's surface is the text at its offsets",
    "R04": "datelines, bylines and furniture get no spans from the machine",
    "R05": "labels, parts, attributes and their values are the scheme's",
    "R06": "references point at what exists",
    "R07": "relations link what the scheme lets them link",
    "R08": "layers are the scheme's",
    "R09": "a parent is an annotation of the article",
    "R10": "spans of a flat layer do not overlap",
    "C01": "a generated contract is there and current",
    "L01": "a label config is XML for a pass of the scheme",
    "L02": "a label config has every label, control and choice of its pass, and no others",
    "D01": "a dataset folder has README, splits.lock and every file that the README names",
    "D02": "the features in the README are the scheme's",
    "D03": "the features of every Parquet file are the scheme's",
    "D04": "row counts are those of the README",
    "D05": "class ids are ids of a class",
    "D06": "text[start:end] is the span's text (stand-off: one stretch has one fingerprint), its parts lie inside it",
    "D07": "row ids are unique and sorted by article",
    "D08": "relations point at spans of their article",
    "D09": "every article stands in the split that splits.lock says",
    "D10": "near-duplicates stand in one split",
    "D11": "every article that has gold gives its rows in the derived configs",
    "D12": "files and rows have the hashes that the card gives",
}


class Finding(NamedTuple):
    """What is wrong where; line counts from 1, 0 means the whole file. The message says what would be right."""

    rule: str
    file: str
    line: int
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return `file:line: rule message`, the form that editors and CI turn into links."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return visible(f"{place}: {self.rule} {self.message}")
