"""Why a file of figures, or a line of it, cannot be taken in: said in the reader's language, with the place."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS = {
    "broken_json": _("The file is broken near byte %(byte)s: %(words)s"),
    "broken_line": _("Line %(line)s is broken: a quotation mark is not closed, or a cell is too long."),
    "broken_number": _("There is a number near byte %(byte)s that cannot be read."),
    "cell_twice": _("Cell %(cell)s stands twice in the file."),
    "column_twice": _("Line %(line)s: the column “%(name)s” stands twice."),
    "contradiction": _("Line %(line)s says something else of the same figure than line %(first)s."),
    "crashed": _("Reading the file stopped three times for a reason that is not the file's own. Try again later."),
    "cut_off": _("The file ends too early, at byte %(byte)s: it was cut off on its way."),
    "empty": _("The file is empty."),
    "key_twice": _("“%(name)s” stands twice in the file."),
    "line_too_long": _("A line is too long: this is not a table."),
    "mixed_encoding": _("Line %(line)s is not in the same encoding as those before it. Save the file as UTF-8."),
    "no_area": _("No column or dimension of the file holds regions (codes such as MK01, or their names)."),
    "no_columns": _("The columns' names were not found among the first lines."),
    "no_dimension": _("The dimension “%(name)s” is named but not described."),
    "no_meaning": _("Nothing of the table has been chosen."),
    "no_rows": _("The table has no rows."),
    "no_source": _("The figure has no source."),
    "no_table": _("This is not a table. Send a CSV or a JSON-stat file."),
    "no_time": _("No column or dimension of the file holds years, quarters or months."),
    "no_value": _("There is no value, and the column status does not say why."),
    "no_values": _("The file has no figures."),
    "not_a_number": _("“%(name)s” is not a number."),
    "not_an_object": _("This is JSON, but not JSON-stat."),
    "not_json_stat": _("This is JSON, but not a JSON-stat 2 data set. Choose JSON-stat 2 when you download the table."),
    "not_text": _("Line %(line)s holds signs that no text has: this is not a table."),
    "not_utf8": _("The text near byte %(byte)s is not UTF-8, as JSON must be."),
    "other_number_of_cells": _("There are %(found)s cells instead of %(expected)s."),
    "other_unit": _("The unit “%(name)s” is another than “%(first)s” above."),
    "packed": _("This file is packed (ZIP, XLSX or the like). Unpack it, or save the table as CSV."),
    "place_twice": _("“%(first)s” and “%(second)s” mean the same region."),
    "px": _("This is a PX file. Download the table as JSON-stat 2 or CSV instead."),
    "said_before": _("Line %(first)s says the same."),
    "strange_place": _("“%(name)s” is not the number of a cell."),
    "too_deep": _("The file is nested too deeply near byte %(byte)s."),
    "too_large": _("The file is too large: the most is %(most)s MB."),
    "too_long": _("The source or the note is too long."),
    "too_many_cells": _("There are too many cells: the most is %(most)s."),
    "too_many_columns": _("Line %(line)s has too many columns: the most is %(most)s."),
    "too_many_lines": _("There are too many lines: the most is %(most)s."),
    "too_many_symbols": _("There are too many different marks: the most is %(most)s."),
    "too_many_values": _("“%(name)s” has too many values: the most is %(most)s."),
    "too_much_about": _("The file tells too much beside its figures."),
    "unknown_indicator": _("There is no indicator “%(name)s”."),
    "unknown_region": _("There is no region “%(name)s”."),
    "unknown_status": _("“%(symbol)s” is no status."),
    "utf16": _("The file is in UTF-16. Save it as UTF-8."),
    "value_and_reason": _("There is a value, and a mark (%(symbol)s) that says there is none."),
    "value_code_twice": _("A value of “%(name)s” stands twice."),
    "value_is_no_number": _("The value is not a number."),
    "value_too_large": _("The value is too large."),
    "wrong_count": _("There are %(found)s figures, although the dimensions make %(expected)s."),
    "wrong_index": _("The order of the values of “%(name)s” cannot be read."),
    "wrong_period": _("“%(name)s” is not a period of this indicator."),
    "wrong_size": _("“%(name)s” has %(found)s values, although %(expected)s were said."),
    "wrong_sizes": _("The dimensions and their sizes do not fit together."),
    "not_allowed": _("The address must begin with https:// and be one of these hosts: %(hosts)s."),
    "no_answer": _("The statistical office does not answer: %(words)s"),
    "refused": _("The statistical office refused with the code %(status)s."),
    "redirected": _("The statistical office sends on to another address (%(name)s). Correct the address of the table."),
    "not_a_px_table": _("The address does not answer as a PxWeb table does."),
    "too_slow": _("The statistical office answers too slowly."),
}


def words(reason: Mapping[str, Any]) -> str:
    """The reason in the active language; "" for none."""
    if not reason:
        return ""
    pattern = WORDS.get(str(reason.get("code")))
    if pattern is None:
        return str(reason.get("code"))
    return str(pattern) % Facts(reason.get("facts", {}))


class Facts(dict[str, Any]):
    """Facts of a reason; a missing one is a dash, so that an old reason can always be said."""

    def __missing__(self, name: str) -> str:
        return "–"
