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
    "BoundaryLayer": "layers.boundaries",
    "Catalogue": "proposals.catalogue",
    "Conflict": "world.conflict",
    "ControlLayer": "layers.control",
    "Evaluation": "proposals.evaluation",
    "WhoholdsError": "ground.errors",
    "Zones": "zones.partition",
    "as_multiples": "figures.multiples",
    "by_change": "figures.areas",
    "by_recognition": "figures.sides",
    "by_holder": "figures.areas",
    "by_region": "figures.areas",
    "balance": "figures.sides",
    "by_side": "figures.sides",
    "by_zone": "figures.areas",
    "check_claims": "claims.checking",
    "cities_changing": "figures.people",
    "claim_layers": "desk",
    "comparator_of": "desk",
    "compare": "desk",
    "compare_all": "desk",
    "control_layer": "desk",
    "evaluate": "proposals.evaluation",
    "evaluate_proposal": "desk",
    "geodesic_km2": "geometry.areas",
    "headline": "figures.areas",
    "line_lengths": "figures.lengths",
    "line_of_contact": "layers.control",
    "load_boundaries": "desk",
    "load_catalogue": "desk",
    "load_claims": "desk",
    "nearest": "desk",
    "opened": "desk",
    "partition": "zones.partition",
    "people_by_change": "figures.people",
    "places_under": "figures.places",
    "proposal_record": "records.record",
    "reactions_to": "desk",
    "report": "figures.report",
    "run_checks": "desk",
    "spread_of": "desk",
    "terms_matrix": "proposals.terms",
    "zones_of": "desk",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"whoholds.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'whoholds' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
