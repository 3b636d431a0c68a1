"""What the ML backend answers: our page's predictions, at offsets of the text as the task has it, each task for itself."""

from typing import Any

import pytest

from annotate.annotations import Article, article_id, text_hash
from annotate.errors import LabelStudioError
from annotate.heuristics.preannotate import preannotate
from annotate.heuristics.version import rules_version
from annotate.labelstudio.live.backend import LONGEST, answered, fitting, setup, touching
from annotate.labelstudio.page.config import label_config
from annotate.labelstudio.page.controls import TEXT
from annotate.labelstudio.page.options import ENTITY_IDS
from annotate.labelstudio.results.tasks import DOC_ID, TEXT_HASH, to_prediction, to_task
from annotate.scheme import Pass
from tests.records import SCHEME

ACTORS, STANCE = SCHEME.passes
SAID = "Prices rose by 3.2% in May, the finance ministry said, denying that more than 40 depots had closed."


def bare(text: Any, number: int = 7, **data: Any) -> dict[str, Any]:
    return {"id": number, "data": {TEXT: text, **data}}


def results(*tasks: Any, shown: Pass = ACTORS) -> list[dict[str, Any]]:
    return [one.prediction for one in answered(tasks, label_config(SCHEME, shown))]


def surfaces(prediction: dict[str, Any], text: str) -> list[str]:
    return [text[i["value"]["start"] : i["value"]["end"]] for i in prediction["result"] if i.get("type") == "labels"]


@pytest.mark.parametrize("shown", SCHEME.passes, ids=lambda shown: shown.name)
def test_a_task_of_ours_is_answered_with_what_push_would_have_sent(shown: Pass) -> None:
    article = preannotate(Article(id="a", text=SAID), SCHEME)
    page = fitting(label_config(SCHEME, shown))
    task = {"id": 1, **to_task(article, article.annotations[0], page, blind=True)}

    (answer,) = answered([task], label_config(SCHEME, shown))

    assert answer == (to_prediction(article.annotations[0], page), {})


@pytest.mark.parametrize("shown", SCHEME.passes, ids=lambda shown: shown.name)
def test_a_bare_task_is_given_what_a_pushed_one_has(shown: Pass) -> None:
    page = fitting(label_config(SCHEME, shown))
    empty: dict[str, Any] = {field.options: [] for field in page.fields if field.options}
    article = preannotate(Article(id=article_id(SAID), text=SAID), SCHEME)

    (answer,) = answered([bare(SAID, **empty)], label_config(SCHEME, shown))

    pushed = to_task(article, article.annotations[0], page)
    assert {TEXT: SAID, **answer.lists} == pushed["data"]
    assert results({"data": pushed["data"]}, shown=shown) == pushed["predictions"]


def test_what_somebody_put_into_a_bare_task_stays() -> None:
    (answer,) = answered([bare(SAID, title="May", doc_id="x1")], label_config(SCHEME, ACTORS))

    assert "title" not in answer.lists
    assert DOC_ID not in answer.lists
    assert answer.lists[TEXT_HASH] == text_hash(SAID)
    assert answer.lists[ENTITY_IDS]


def test_actors_that_a_task_does_not_offer_go_to_the_field_for_new_ones() -> None:
    (prediction,) = results(bare(SAID, entity_options=[]))

    assert [i["value"]["text"] for i in prediction["result"] if i["from_name"] == "entity_new"] == [
        ["finance ministry"]
    ]
    assert [i for i in prediction["result"] if i["from_name"] == "entity"] == []


def test_the_text_is_marked_as_it_is_in_the_task() -> None:
    text = "\ufeff😀👩‍👩‍👧 Prices rose by 3.2% in May,\r\nthe\tfinance ministry said.\r\n\r\nAna\u0301 paid $5m."

    (prediction,) = results(bare(text))

    assert "3.2%" in surfaces(prediction, text)
    assert "$5m" in surfaces(prediction, text)
    assert all(i["value"]["text"] == text[i["value"]["start"] : i["value"]["end"]]
               for i in prediction["result"] if i.get("type") == "labels")  # fmt: skip


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ({"id": 7, "data": {}}, "task 7: data.text should be the article's text, there is none"),
        ({"id": 7}, "task 7: data.text should be the article's text, there is none"),
        (bare(5), "task 7: data.text should be the article's text, it is a int"),
        (bare(["a"]), "task 7: data.text should be the article's text, it is a list"),
        (bare(" \n"), "task 7: data.text is empty"),
        (bare("half \ud83d"), "task 7: data.text holds half a character (a lone surrogate): import it anew"),
        (bare("a" * (LONGEST + 1)), "task 7: data.text has 1,000,001 characters, 1,000,000 are taken"),
        ("text", "a task is a JSON object, this is a str"),
    ],
)
def test_a_task_that_is_no_article_spoils_only_its_own_answer(task: Any, said: str) -> None:
    wrong, right = results(task, bare(SAID))

    assert wrong == {"error": said}
    assert surfaces(right, SAID) == ["3.2%", "the finance ministry", "more than 40 depots"]


def test_datelines_get_no_suggestions() -> None:
    text = f"SEOUL, Oct 18 (Lake Wire) - {SAID}"

    (prediction,) = results(bare(text))

    assert surfaces(prediction, text) == ["3.2%", "the finance ministry", "more than 40 depots"]


def test_while_a_person_draws_only_what_lies_there_is_suggested() -> None:
    (prediction,) = results(bare(SAID), shown=STANCE)
    start = SAID.index("denying")
    there = touching(prediction, {"result": [{"value": {"start": start, "end": len(SAID)}}]})

    assert surfaces(there, SAID) == ["denying", "that more than 40 depots had closed"]
    ids = {item["id"] for item in there["result"] if "id" in item}
    links = [item for item in there["result"] if "from_id" in item]
    assert links
    assert {end for link in links for end in (link["from_id"], link["to_id"])} <= ids


@pytest.mark.parametrize("context", [None, {}, {"result": []}, {"result": [5, {}, {"value": {"start": "1"}}]}, [1]])
def test_where_nothing_is_drawn_all_of_it_is_suggested(context: Any) -> None:
    (prediction,) = results(bare(SAID))

    assert touching(prediction, context) == prediction


def test_an_error_is_no_obstacle_to_the_page() -> None:
    assert touching({"error": "no text"}, {}) == {"error": "no text", "result": []}


@pytest.mark.parametrize("shown", SCHEME.passes, ids=lambda shown: shown.name)
def test_setup_names_the_version_that_suggestions_have(shown: Pass) -> None:
    config = label_config(SCHEME, shown)

    assert setup(config) == {"model_version": rules_version()}
    assert results(bare(SAID), shown=shown)[0]["model_version"] == rules_version()


@pytest.mark.parametrize("layers", [("quantities",), ("actors", "quantities", "stance")], ids="+".join)
def test_a_page_of_any_layers_is_known_by_its_labels(layers: tuple[str, ...]) -> None:
    assert fitting(label_config(SCHEME, SCHEME.cut(layers))).shown.layers == layers


def test_a_page_of_other_labels_is_refused() -> None:
    config = (
        '<View><Labels name="span" toName="text"><Label value="CAT"/></Labels><Text name="text" value="$text"/></View>'
    )

    with pytest.raises(LabelStudioError, match="has the labels of no layer of ours"):
        setup(config)


def test_a_page_without_one_of_our_fields_is_refused_by_its_name() -> None:
    config = label_config(SCHEME, ACTORS).replace('name="modifier"', 'name="hedge"')

    with pytest.raises(LabelStudioError, match=r'lacks <Choices name="modifier".*label_config\.actors\.xml'):
        setup(config)
