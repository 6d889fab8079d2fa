"""Tables as downloads."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from forum.services.tables import CSV, FORMATS, XLSX, Table, workbook, write_csv


def wanted(request: HttpRequest) -> str:
    """The file asked for by `?format=`, or "" when a page is wanted."""
    asked = request.GET.get("format", "")
    return asked if asked in FORMATS else ""


def download(table: Table, kind: str = CSV) -> HttpResponseBase:
    """The table as a file; `kind` is csv or xlsx."""
    name = f'attachment; filename="{table.name}.{kind}"'
    if kind == XLSX:
        return FileResponse(workbook(table), content_type=FORMATS[XLSX], headers={"Content-Disposition": name})
    response = HttpResponse(content_type=FORMATS[CSV], headers={"Content-Disposition": name})
    write_csv(table, response)
    return response
