"""What programs read of a site: the JSON of the command line, in files, with an index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from whoholds.claims.checking import Checked
from whoholds.desk import cite
from whoholds.figures.differences import difference_report
from whoholds.figures.report import report
from whoholds.proposals.difference import difference
from whoholds.publishing.site.edition import Edition
from whoholds.publishing.site.folder import INDEX, MAKER
from whoholds.publishing.site.plan import proposal_page
from whoholds.telling.claims import verdict_report
from whoholds.telling.record import proposal_list, proposal_record
from whoholds.telling.terms import terms_table

SCHEMA = 1
"""Version of the index; CHANGELOG.md says what each changed."""

Files = dict[str, tuple[str, Any]]
"""By path, the command that prints the same, and what it prints."""


def contract_files(editions: Sequence[Edition], checked: Sequence[Checked]) -> dict[str, bytes]:
    """Return the JSON files of a site, and the index that lists them.

    Parameters
    ----------
    editions
        One a language.
    checked
        The published figures.
    """
    found: Files = {**_figures(editions[0])}
    for edition in editions:
        found |= _texts(edition, checked)
    first = editions[0]
    index = {
        "schema": SCHEMA,
        "made_by": MAKER,
        "base_url": first.base,
        "control_layer": first.zones.control.to_dict(),
        "languages": list(first.plan.languages),
        "files": [{"path": path, "command": command} for path, (command, _) in found.items()],
    }
    return {path: printed(data) for path, (_, data) in found.items()} | {INDEX: printed(index)}


def printed(data: Any) -> bytes:
    """Return data as the command line prints it."""
    return f"{json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)}\n".encode()


def _figures(edition: Edition) -> Files:
    """What has no words: areas of every reading, and what differs."""
    found: Files = {}
    for proposal in edition.conflict.catalogue.proposals.values():
        for reading in proposal.readings:
            found[f"api/areas/{proposal.id}/{reading.id}.json"] = (
                f"whoholds areas {proposal.id} --reading {reading.id} --format json",
                report(edition.evaluation(proposal.id, reading.id)),
            )
    for first, second in edition.plan.pairs:
        pair = edition.evaluation(first), edition.evaluation(second)
        found[f"api/compare/{first}_{second}.json"] = (
            f"whoholds compare {first} {second} --format json",
            difference_report(difference(*pair)),
        )
    return found


def _texts(edition: Edition, checked: Sequence[Checked]) -> Files:
    """What is said in a language."""
    language, reader, catalogue = edition.language, edition.reader, edition.conflict.catalogue
    ending = f"--language {language} --format json"
    found: Files = {
        "proposals": (f"whoholds proposals {ending}", proposal_list(catalogue, reader)),
        "terms": (
            f"whoholds terms {ending}",
            terms_table(catalogue, language).to_dict("records"),
        ),
        "claims": (f"whoholds claims {ending}", verdict_report(checked, reader)),
    }
    for name in edition.plan.proposals:
        record = proposal_record(edition.evaluation(name), catalogue, language)
        found[f"proposals/{name}"] = (f"whoholds proposals {name} {ending}", record)
        link = edition.url(proposal_page(name))
        cited = cite(name, None, None, language, link=link, conflict=edition.conflict)
        found[f"cite/{name}"] = (
            f"whoholds cite {name} --link {link} {ending}",
            cited.record(reader),
        )
    return {f"api/{language}/{name}.json": what for name, what in found.items()}
