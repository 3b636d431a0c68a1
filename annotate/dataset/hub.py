"""A dataset folder onto the Hugging Face Hub: private unless asked otherwise, and never over something else."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast

from annotate.dataset.files.folder import README
from annotate.dataset.splits.splits import LOCK
from annotate.errors import DatasetError

TOKEN = "HF_TOKEN"  # noqa: S105 - the name of the variable, no secret
_OURS = ["*/*.parquet", "plots/*.svg"]  # files of an earlier export that a new one may lack
_HIDDEN = [".*", "**/.*"]


def push(folder: Path, name: str, *, token: str, public: bool, report: Callable[[str], None]) -> str:
    """Upload a dataset folder as ACCOUNT/NAME in one commit and return where it is.

    A name that is free is created; one that holds an earlier export is updated and stays as private or public as it is.
    DatasetError says what the Hub refused; the token is in no message.
    """
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled
    from huggingface_hub.utils.tqdm import disable_progress_bars

    unreachable = cast(
        "type[Exception]", HfHubHTTPError.__bases__[0]
    )  # of the HTTP library that this version of the Hub's client has
    disable_progress_bars()
    api = HfApi(token=token, library_name="news-annotate")
    try:
        _claim(api, name, public=public, report=report)
        commit = api.upload_folder(
            folder_path=folder,
            repo_id=name,
            repo_type="dataset",
            commit_message="annotate export",
            ignore_patterns=_HIDDEN,
            delete_patterns=_OURS,
        )
    except HfHubHTTPError as error:
        raise DatasetError(_refused(name, error, token)) from None
    except HFValidationError as error:
        raise DatasetError(f"{name}: no name for a dataset on the Hub ({_plain(error, token)})") from None
    except (OfflineModeIsEnabled, unreachable, OSError) as error:
        raise DatasetError(
            f"{name}: the Hub cannot be reached ({_plain(error, token)}); nothing is wrong with {folder}, push it again later"
        ) from None
    return str(commit.repo_url)


def _claim(api: Any, name: str, *, public: bool, report: Callable[[str], None]) -> None:
    """Create the dataset on the Hub, or make sure that the one of this name is an export."""
    from huggingface_hub.errors import HfHubHTTPError

    try:
        api.create_repo(name, repo_type="dataset", private=not public)
    except HfHubHTTPError as error:
        if error.response.status_code != HTTPStatus.CONFLICT:
            raise
    else:
        return
    info = api.dataset_info(name)
    files = {file.rfilename for file in info.siblings or ()}
    if LOCK not in files and files - {".gitattributes", README}:
        raise DatasetError(
            f"{name}: is taken by something that is no export (it has no {LOCK}); choose another name with --push-to-hub"
        )
    report(f"{name} is there already and is updated; it stays {'private' if info.private else 'public'}")


def _refused(name: str, error: Any, token: str) -> str:
    status: int = error.response.status_code
    remedy = {
        401: f"the token in {TOKEN} is not valid; make one at https://huggingface.co/settings/tokens",
        403: f"the token in {TOKEN} may not write there; it needs write access to the account in the name",
        404: "there is no such account, or the token may not see it; the name is ACCOUNT/NAME",
    }.get(status, _plain(error, token))
    return f"{name}: the Hub refused ({status}): {remedy}"


def _plain(error: Exception, token: str) -> str:
    return " ".join(str(error).split()).replace(token, "[token]")
