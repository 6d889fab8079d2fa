"""The regions' tile map as a drawing: coordinates and texts. What is drawn on pages is HTML; this is for files."""

from dataclasses import dataclass

from themes.services.maps import FigureMap

LEFT, TILE, ROW, GAP = 0, 59, 50, 3
KEY_HEIGHT = 34


@dataclass(frozen=True)
class DrawnTile:
    """A tile with its short name and number."""

    x: int
    y: int
    shade: int
    name: str
    number: str


@dataclass(frozen=True)
class DrawnShade:
    """A shade of the key."""

    x: int
    shade: int
    numbers: str


@dataclass(frozen=True)
class MapDrawing:
    """The map with its key under it."""

    tiles: list[DrawnTile]
    key: list[DrawnShade]
    key_y: int
    height: int


def in_words(found: FigureMap) -> str:
    """What the map shows: every region's number, by the map's order of places."""
    return "; ".join(f"{tile.region.name} {tile.number}" for tile in found.tiles) + "."


def map_drawing(found: FigureMap) -> MapDrawing:
    """Draws the map, 360 units wide."""
    tiles = [
        DrawnTile(
            LEFT + tile.region.tile_column * (TILE + GAP - 2),
            tile.region.tile_row * (ROW + GAP),
            tile.shade,
            tile.region.short_name,
            tile.number,
        )
        for tile in found.tiles
    ]
    key_y = max(tile.y for tile in tiles) + ROW + 12
    wide = 360 // max(1, len(found.key))
    key = [DrawnShade(n * wide, shade.number, shade.numbers) for n, shade in enumerate(found.key)]
    return MapDrawing(tiles, key, key_y, key_y + KEY_HEIGHT)
