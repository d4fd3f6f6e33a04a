"""Who holds, and who would cede, which part of Ukraine under each peace proposal.

Names are loaded when they are first used, so that `import whoholds` and `whoholds --help` do
not pay for the geometry stack.

Examples
--------
>>> import whoholds
>>> result = whoholds.evaluate_proposal("anchorage-aug-2025")
>>> table = whoholds.by_holder(result)
>>> list(table.columns)
['holder', 'area_km2', 'official_km2', 'band_km2', 'share']
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "BoundaryLayer": "boundaries",
    "Catalogue": "proposals",
    "ControlLayer": "control",
    "Evaluation": "evaluation",
    "WhoholdsError": "errors",
    "Zones": "zones",
    "as_multiples": "multiples",
    "by_change": "statistics",
    "by_recognition": "sides",
    "by_holder": "statistics",
    "by_region": "statistics",
    "balance": "sides",
    "by_side": "sides",
    "by_zone": "statistics",
    "check_claims": "verdicts",
    "cities_changing": "people",
    "claim_layers": "workbench",
    "comparator_of": "comparators",
    "compare": "comparators",
    "compare_all": "comparators",
    "control_layer": "workbench",
    "evaluate": "evaluation",
    "evaluate_proposal": "workbench",
    "geodesic_km2": "crs",
    "headline": "statistics",
    "line_lengths": "frontline",
    "line_of_contact": "control",
    "load_boundaries": "boundaries",
    "load_catalogue": "proposals",
    "load_claims": "claims",
    "nearest": "comparators",
    "partition": "zones",
    "people_by_change": "people",
    "places_under": "places",
    "proposal_record": "records",
    "reactions_to": "reactions",
    "report": "areas_report",
    "run_checks": "checks",
    "spread_of": "workbench",
    "terms_matrix": "terms",
    "zones_of": "workbench",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"whoholds.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'whoholds' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
