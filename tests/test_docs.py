"""What the documents and hooks tell people to type is understood, and their configurations are what they say."""

import re
import shlex

import pytest
import yaml

from annotate.cli import parser
from tests.places import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "deploy" / "README.md"]
BLOCK = re.compile(r"```(?:bash|sh|yaml)\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"(?:^|run: |\| |bin/)(annotate [^\n#>]+)", re.MULTILINE)
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
CONFIGURATIONS = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.DOTALL)


def commands() -> list[tuple[str, str]]:
    """Every `annotate` command line of a page, without comment, redirection and the pipe before it."""
    blocks = [(page.name, block) for page in PAGES for block in BLOCK.findall(page.read_text("utf-8"))]
    return [(page, line.strip()) for page, block in blocks for line in COMMAND.findall(block)]


@pytest.mark.parametrize(("page", "command"), commands())
def test_a_command_that_is_shown_is_understood(page: str, command: str) -> None:
    words = shlex.split(command)[1:]
    assert parser(words[0]).parse_args(words).verb == words[0], page


def test_hooks_run_verbs_that_there_are() -> None:
    for hook in HOOKS:
        words = shlex.split(hook["entry"])
        assert words[0] == "annotate"
        files = ["a.jsonl"] if hook.get("pass_filenames", True) else []
        assert parser(words[1]).parse_args([*words[1:], *files]).verb == words[1]


def test_the_configurations_for_ci_name_what_there_is() -> None:
    workflow, hooks = map(yaml.safe_load, CONFIGURATIONS)
    steps = workflow["jobs"]["corpus"]["steps"]
    assert all(("run" in step) != ("uses" in step) for step in steps)
    used = {hook["id"] for repository in hooks["repos"] for hook in repository["hooks"]}
    assert used <= {hook["id"] for hook in HOOKS}
    pattern = re.compile(hooks["repos"][0]["hooks"][0]["files"])
    assert pattern.search("exports/news.jsonl")
