"""An atlas of invented states, and reports of incidents in them."""

from __future__ import annotations

from accord.desk.atlas.gazetteer import Gazetteer, Place, Reach
from accord.desk.atlas.outlines import read_topology
from accord.desk.web.incident_map import Atlas


def _town(name: str, country: str, region: str, at: tuple[float, float], people: int, capital: bool = False) -> Place:
    return Place(name, Reach.TOWN, country, region, *at, people, capital)


PLACES = [
    (Place("Veldria", Reach.COUNTRY, "VE"), ()),
    (Place("Keshar", Reach.COUNTRY, "KE"), ()),
    (Place("Aurelia", Reach.COUNTRY, "AU"), ()),
    (Place("Tarn", Reach.COUNTRY, "TA"), ()),
    (Place("Orsk Province", Reach.AREA, "VE", "1", 45.5, 31.5, 300), ("orsk",)),
    (Place("Gulf of Sant", Reach.AREA, "", "", 43.0, 32.0), ()),
    (Place("Tarn", Reach.AREA, "VE", "2", 46.0, 32.0, 90), ()),
    (_town("Sant", "VE", "1", (44.0, 31.0), 900, capital=True), ()),
    (_town("Port Sant", "VE", "1", (43.6, 31.4), 60), ("porto sant",)),
    (_town("Orsk", "VE", "1", (45.2, 31.2), 200), ()),
    (_town("Lorn", "KE", "", (45.0, 35.0), 700, capital=True), ()),
    (_town("Mirn", "KE", "", (45.6, 34.6), 40), ()),
    (_town("Mirn", "AU", "", (20.0, 80.0), 50), ()),
    (_town("Mirn", "TA", "", (10.0, 80.0), 30), ()),
    (_town("Great Ald", "AU", "", (21.0, 81.0), 4_000), ()),
    (_town("Great Ald", "KE", "", (45.9, 34.0), 20), ()),
    (_town("Beld", "VE", "1", (45.0, 31.9), 20), ()),
    (_town("Beld", "VE", "2", (46.0, 31.9), 30), ()),
    (_town("Independence", "VE", "2", (46.2, 31.9), 30), ()),
]
WORDS = {"Veldrian": "VE", "Keshari": "KE", "Aurelian": "AU"}
GAZETTEER = Gazetteer(PLACES, WORDS)


def _square(west: int, south: int, side: int) -> list[list[int]]:
    return [[west, south], [side, 0], [0, side], [-side, 0], [0, -side]]


OUTLINES = read_topology(
    {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [_square(29, 42, 4), _square(33, 43, 4), _square(78, 18, 6), _square(178, -10, 4)],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0]], "id": "VE", "properties": {"name": "Veldria"}},
                    {"type": "MultiPolygon", "arcs": [[[1]]], "id": "KE", "properties": {"name": "Keshar"}},
                    {"type": "Polygon", "arcs": [[~2]], "id": "AU", "properties": {"name": "Aurelia"}},
                ]
            }
        },
    }
)
ATLAS = Atlas(GAZETTEER, OUTLINES)

REPORTS = {
    "a": "SANT — Three people were wounded in a drone strike on Port Sant, Veldria on Tuesday, Veldrian officials said"
    ".\n\nGunmen attacked a convoy in the Orsk region on Monday."
    "\n\nTwo soldiers were killed in a bombing in Keshar on Sunday.",
    "b": "LORN — Two people were killed in an explosion in Mirn on Wednesday, Keshari officials said."
    "\n\nFive people were killed in a strike in Beld on Friday."
    "\n\nRebels attacked a checkpoint in Nowhereville on Thursday.",
}
