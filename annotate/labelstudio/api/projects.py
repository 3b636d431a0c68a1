"""One project a pass: its title, its settings, and whether it is still the one we made."""

import re
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple
from xml.etree.ElementTree import ParseError, canonicalize

from annotate.errors import LabelStudioError
from annotate.labelstudio.api.client import Client
from annotate.labelstudio.api.records import ProjectInfo
from annotate.labelstudio.api.views import TO_DO, ensured
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.instructions import instructions
from annotate.scheme import Pass, Scheme

SEPARATOR = " · "
_LONGEST_TITLE = 50
_LAYERS = re.compile(r"layers ([\w, ]+);")


class Found(NamedTuple):
    """A pass of a named corpus on a server."""

    info: ProjectInfo
    shown: Pass


class Project(NamedTuple):
    """A pass that is ready to be worked on; `link` opens the labelling stream, least sure articles first."""

    info: ProjectInfo
    shown: Pass
    link: str


def title_of(name: str, shown: Pass) -> str:
    """Return the title of a corpus's pass; LabelStudioError if the name leaves no room for it."""
    title = f"{name}{SEPARATOR}{shown.name}"
    if not name.strip() or len(title) > _LONGEST_TITLE:
        room = _LONGEST_TITLE - len(title) + len(name)
        raise LabelStudioError(
            f"--project {name!r}: a name has 1 to {room} characters, Label Studio takes {_LONGEST_TITLE} in all"
        )
    return title


def examined(client: Client, name: str, shown: Pass, scheme: Scheme) -> ProjectInfo | None:
    """Return the project of a pass, None if it is yet to be made; LabelStudioError if its page was changed by hand.

    A page that an older version of ours left is not: its description says what it was made with.
    """
    info = client.project(title_of(name, shown))
    if info is None or not info.tasks:
        return info
    there = fingerprint(client.project_config(info.id))
    if there != fingerprint(label_config(scheme, shown)) and not info.description.endswith(there):
        raise LabelStudioError(
            f"the label config of project {info.title!r} on {client.url} was changed by hand: what people mark there may "
            f"not fit the scheme. Put back schemas/label_config.{shown.name}.xml under Settings > Labeling Interface, "
            "or push under another --project name"
        )
    return info


def ensure(client: Client, name: str, shown: Pass, scheme: Scheme, *, overlap: int | None = None) -> Project:
    """Return the project of a pass, made if it is not there, brought up to date if it is as an older version left it.

    `overlap` people are to annotate each task (None: as it is); the labelling stream gives it to so many, and shows
    none the others' work.
    """
    settings = wanted_settings(scheme, shown)
    info = examined(client, name, shown, scheme)
    if info is None:
        config, words, about = (settings[key] for key in ("label_config", "expert_instruction", "description"))
        info = made_once(client, title_of(name, shown), config, words, about)
    elif not is_current(client, info, shown, scheme):
        client.update_project(info.id, **settings)
    if overlap is not None:
        client.update_project(info.id, maximum_annotations=overlap)
    return Project(info, shown, link(client, info.id))


def wanted_settings(scheme: Scheme, shown: Pass) -> dict[str, str]:
    """Return the settings that we give a pass's project: page, instructions, and what it was made with."""
    config = label_config(scheme, shown)
    return {
        "label_config": config,
        "expert_instruction": instructions(scheme, shown),
        "description": _description(shown, scheme, config),
    }


def is_current(client: Client, info: ProjectInfo, shown: Pass, scheme: Scheme) -> bool:
    """Say whether a project has the page and the guidelines of today."""
    wanted = wanted_settings(scheme, shown)
    there = client.project_settings(info.id)
    same_page = fingerprint(there["label_config"]) == fingerprint(wanted["label_config"])
    return same_page and there["description"] == wanted["description"]


def made_once(client: Client, title: str, config: str, instructions: str, description: str = "") -> ProjectInfo:
    """Make a project and return it; the older one where another request made the same, unseen when we looked."""
    made = client.create_project(title, config, instructions, description)
    first = next(project for project in client.projects(title) if project.title == title)
    if first.id != made.id:
        client.delete_project(made.id)
    return first


def found(client: Client, name: str, scheme: Scheme) -> list[Found]:
    """Return the projects of a corpus, in the order of the scheme's layers; LabelStudioError if there is none."""
    projects = existing(client, name, scheme)
    if not projects:
        raise LabelStudioError(
            f"no project of {name!r} on {client.url}: `annotate push ARTICLES --project {name}` makes them"
        )
    return projects


def existing(client: Client, name: str, scheme: Scheme) -> list[Found]:
    """Return the projects of a corpus that are there, in the order of the scheme's layers."""
    projects = []
    for info in client.projects(name):
        layers = _LAYERS.search(info.description)
        if info.title.startswith(name + SEPARATOR) and layers:
            shown = scheme.cut(tuple(layers.group(1).split(", ")))
            if info.title == title_of(name, shown):
                projects.append(Found(info, shown))
    order = [layer.name for layer in scheme.layers]
    return sorted(projects, key=lambda project: [order.index(x) for x in project.shown.layers])


def link(client: Client, project: int) -> str:
    """Return the address where the labelling of a project starts; its views are made first, without one the page hangs."""
    return f"{client.url}/projects/{project}/data?tab={ensured(client, project)[TO_DO]}&labeling=1"


def fingerprint(config: str) -> str:
    """Return 12 hex digits that two label configs share if they are the same XML, blanks between tags aside."""
    with suppress(ParseError):  # what is no XML is compared as it is
        config = canonicalize(config, strip_text=True)
    return sha256(config.encode()).hexdigest()[:12]


def _description(shown: Pass, scheme: Scheme, config: str) -> str:
    layers, versions = ", ".join(shown.layers), f"scheme {scheme.version}; guidelines {scheme.guidelines}"
    return f"{shown.title}. Made by news-annotate: layers {layers}; {versions}; config {fingerprint(config)}"
