"""Figures as files: what a table's three links lead to (templates: `{% data_files %}`)."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from forum.services.tables import CSV, XLSX, Table
from forum.views.downloads import download
from regions.services import data_sets, jsonstat_writing
from regions.services.data_sets import DataSet
from regions.services.jsonstat_writing import JSON_STAT

KINDS = (CSV, XLSX, JSON_STAT)


def wanted(request: HttpRequest) -> str:
    """The file asked for by `?format=`, or "" when a page is wanted."""
    asked = request.GET.get("format", "")
    return asked if asked in KINDS else ""


def file(data: DataSet, kind: str, table: Table | None = None) -> HttpResponseBase:
    """The data set as CSV, XLSX or JSON-stat; `table` where the first two have columns of their own."""
    if kind != JSON_STAT:
        return download(table or data_sets.table(data), kind)
    name = f'attachment; filename="{data.name}.{jsonstat_writing.ENDING}"'
    content_type = jsonstat_writing.CONTENT_TYPE
    return HttpResponse(
        jsonstat_writing.json_stat(data), content_type=content_type, headers={"Content-Disposition": name}
    )
