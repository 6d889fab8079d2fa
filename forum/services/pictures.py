"""Pictures: PNG made of SVG drawings by typst, with the fonts of printed pages."""

import json

from forum.services.pdf import FONTS, TEMPLATES, CannotTypeset

CONTENT_TYPE = "image/png"
POINTS_PER_INCH = 72


def png(svg: str, *, width: int, height: int, scale: int = 3) -> bytes:
    """The drawing of `width` × `height` units, each unit `scale` dots. Raises CannotTypeset."""
    import typst

    try:
        made: bytes = typst.compile(
            str(TEMPLATES / "picture.typ"),
            root=str(TEMPLATES),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="png",
            ppi=POINTS_PER_INCH * scale,
            sys_inputs={"data": json.dumps({"svg": svg, "width": width, "height": height})},
        )
    except typst.TypstError as error:
        raise CannotTypeset(f"picture: {error.diagnostic or error}") from error
    return made
