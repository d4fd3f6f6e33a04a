"""A conflict: its country, and what was proposed, said, published and cited about it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import pandas as pd

from whoholds.claims.claim import Claim, read_claims
from whoholds.country.country import Country
from whoholds.ground.errors import InputError
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.lines import Lines
from whoholds.proposals.catalogue import (
    Catalogue,
    check_catalogue,
    rank,
    read_catalogue,
)
from whoholds.proposals.citations import Sources, read_sources
from whoholds.proposals.evaluation import check_parts
from whoholds.proposals.file import Proposal
from whoholds.proposals.reactions import read_reactions
from whoholds.vocabulary.versions import FILE, Version, fingerprint, read_versions
from whoholds.words.reader import Reader


class Conflict:
    """Everything that is known of one conflict, each piece read when it is first asked for.

    Parameters
    ----------
    country
        Regions, lines, settlements, parts, places, comparators.

    Attributes
    ----------
    token
        What no other conflict of the process has, to tell apart what was made of each.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> conflict = opened()
    >>> conflict.catalogue["putin-2024"].date.isoformat()
    '2024-06-14'
    >>> "ohio" in {claim.claim for claim in conflict.claims}
    True
    """

    def __init__(self, country: Country) -> None:
        self.country = country
        self.token = f"{country.token}-{next(_NUMBERS)}"

    @classmethod
    def open(cls, seeds: Path, geodata: Path, *, guarded: bool = False) -> Self:
        """Open the conflict of two folders; nothing is read yet.

        Parameters
        ----------
        seeds
            The tables that people edit.
        geodata
            Polygons, settlements and what lies around them.
        guarded
            Whether the geodata have to be those that were built, as the shipped ones have to.
        """
        return cls(Country(seeds, geodata, guarded=guarded))

    # What it is about

    @property
    def seeds(self) -> Path:
        """The folder of tables."""
        return self.country.seeds

    @property
    def boundaries(self) -> BoundaryLayer:
        """The regions."""
        return self.country.boundaries

    def reader(self, language: str) -> Reader:
        """Return somebody who reads of it at the command line; see `Country.reader`."""
        return self.country.reader(language)

    @property
    def lines(self) -> Lines:
        """The control layers by their day."""
        return self.country.lines

    @cached_property
    def versions(self) -> list[Version]:
        """The versions of the data, the newest first; none where the conflict states none."""
        return read_versions(self.seeds / FILE)

    @property
    def is_altered(self) -> bool:
        """Whether tables or geodata are others than those of the newest version."""
        if not self.versions:
            return False
        return fingerprint([self.seeds, self.country.geodata.folder]) != self.versions[0].sha256

    # What was said

    @cached_property
    def sources(self) -> Sources:
        """The list of sources, seeds/sources.toml."""
        return read_sources(self.seeds / "sources.toml")

    @cached_property
    def catalogue(self) -> Catalogue:
        """The proposals, checked against the parts, with what was said of them."""
        found = read_catalogue(self.seeds, self.sources, self.country.territory)
        check_parts(found, self.country.parts)
        path = self.seeds / "reactions.csv"
        return replace(found, reactions=read_reactions(path, found.proposals, self.sources))

    @cached_property
    def claims(self) -> list[Claim]:
        """The published figures, seeds/claims.csv."""
        return read_claims(self.seeds / "claims.csv", self.sources, self.country)

    @property
    def downloads(self) -> Path:
        """The file with the list of what can be downloaded."""
        return self.seeds / "downloads.toml"

    # A reader's own beside it

    @property
    def shown_first(self) -> str:
        """Id of the proposal that a page shows until its reader chooses."""
        wanted = self.country.territory.shown_first
        return wanted if wanted in self.catalogue.proposals else self.catalogue.baseline

    def with_proposal(self, proposal: Proposal, status: pd.DataFrame | None = None) -> Self:
        """Return the conflict with one more proposal, or with another one of the same id.

        Parameters
        ----------
        proposal
            A proposal; the sources that it names are those of the conflict.
        status
            Its rows of the control-status table (`status_schema`); None for none.

        Raises
        ------
        UnknownNameError
            When it names a source, part or earlier proposal that does not exist.
        InputError
            When a row is another proposal's.

        Examples
        --------
        >>> from whoholds.desk import opened
        >>> shipped = opened()
        >>> mine = shipped.catalogue["formula-2022"].model_copy(update={"id": "mine"})
        >>> both = shipped.with_proposal(mine)
        >>> "mine" in both.catalogue.proposals, "mine" in shipped.catalogue.proposals
        (True, False)
        """
        known = self.catalogue
        rows = known.status.iloc[:0] if status is None else status
        others = sorted(set(rows["proposal"]) - {proposal.id})
        if others:
            raise InputError.of("rows_of_another", found=tuple(others), proposal=proposal.id)
        proposals = {**known.proposals, proposal.id: proposal}
        catalogue = Catalogue(
            {one.id: one for one in sorted(proposals.values(), key=rank)},
            pd.concat(
                [known.status[known.status["proposal"] != proposal.id], rows], ignore_index=True
            ),
            known.sources,
            known.known,
            known.reactions,
        )
        check_catalogue(catalogue, proposal.id)
        check_parts(catalogue, self.country.parts)
        return self._but(catalogue=catalogue)

    def with_parts(self, parts: pd.DataFrame) -> Self:
        """Return the conflict with more named parts of regions, or others of the same key.

        Parameters
        ----------
        parts
            Rows of the form of seeds/parts.csv.

        Raises
        ------
        InputError
            When a row is malformed, or the value of its rule cannot be read.
        """
        return self._on(self.country.with_parts(parts))

    def with_places(self, places: pd.DataFrame) -> Self:
        """Return the conflict with more places, or others of the same id.

        Parameters
        ----------
        places
            Rows of the form of seeds/places.csv.

        Raises
        ------
        InputError
            When a row is malformed.
        """
        return self._on(self.country.with_places(places))

    def _on(self, country: Country) -> Self:
        other = type(self)(country)
        vars(other).update({name: vars(self)[name] for name in _READ if name in vars(self)})
        return other

    def _but(self, **pieces: Any) -> Self:
        other = self._on(self.country)
        vars(other).update(pieces)
        return other


_NUMBERS = itertools.count()

_READ = ("sources", "catalogue", "claims")
