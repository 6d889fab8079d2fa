"""Charts as files and elsewhere: SVG, PNG, the table behind, a page about using one, and one to put in a frame."""

from base64 import b64encode
from hashlib import md5, sha256

from allauth.account.adapter import get_adapter
from csp.constants import SELF
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from forum.context import in_words
from forum.services import limits, pictures
from forum.views.errors import too_many
from regions.views import data_files
from themes.chart_style import SHEET_STYLE
from themes.services import chart_files, chart_sheets
from themes.services.chart_addresses import Address
from themes.services.chart_files import Chart

SVG = "image/svg+xml"
KEPT, SOON = "public, max-age=2592000", "public, max-age=600"
STYLE_HASH = b64encode(sha256(SHEET_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; sandbox; frame-ancestors 'none'"
PICTURES, WHILE = 60, 600
"""So many PNG files may one address ask for in so many seconds: each costs the server's time."""
IN_A_FRAME = {
    "default-src": ["'none'"],
    "style-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF],
    "base-uri": ["'none'"],
    "frame-ancestors": ["*"],
}


def chart_or_404(where: dict[str, str]) -> Chart:
    """The chart at the address."""
    found = chart_files.find(Address(**where))
    if found is None:
        raise Http404
    return found


def file(request: HttpRequest, chart: Chart, content: bytes, content_type: str, ending: str) -> HttpResponseBase:
    """A picture of the chart: kept by browsers for a month when its data version is named, else for ten minutes."""
    etag = f'"{md5(content, usedforsecurity=False).hexdigest()}"'
    headers = {
        "Cache-Control": KEPT if chart.is_kept else SOON,
        "Content-Disposition": f'inline; filename="{chart.file_name}.{ending}"',
        "Content-Security-Policy": POLICY,
        "ETag": etag,
    }
    response = HttpResponse(content, content_type=content_type, headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
def svg(request: HttpRequest, **where: str) -> HttpResponseBase:
    """The chart as a drawing that stands alone."""
    chart = chart_or_404(where)
    return file(request, chart, chart_sheets.svg(chart.sheet).encode(), SVG, "svg")


@require_safe
def png(request: HttpRequest, **where: str) -> HttpResponseBase:
    """The chart as a picture of dots."""
    if not limits.allows("chart.png", get_adapter().get_client_ip(request), times=PICTURES, seconds=WHILE):
        return too_many(request)
    chart = chart_or_404(where)
    sheet = chart.sheet
    made = pictures.png(chart_sheets.svg(sheet), width=sheet.width, height=sheet.height)
    return file(request, chart, made, pictures.CONTENT_TYPE, "png")


@require_safe
def data(request: HttpRequest, as_file: str, **where: str) -> HttpResponseBase:
    """The figures of the chart as CSV, XLSX or JSON-stat."""
    chart = chart_or_404(where)
    response = data_files.file(chart_files.data_set(chart), as_file, chart_files.table(chart))
    response["Cache-Control"] = KEPT if chart.is_kept else SOON
    return response


@require_safe
def use(request: HttpRequest, **where: str) -> HttpResponse:
    """How to take the chart away or put it on a page elsewhere."""
    chart = chart_or_404(where)
    addresses = {what: settings.SITE_URL + chart.address.path(what) for what in ("svg", "png", "embed")}
    sheet = chart.sheet
    context = {"section": "", "chart": chart, "addresses": addresses, "width": sheet.width, "height": sheet.height}
    context["files"] = chart.address.files
    return render(request, "themes/chart_use.html", context)


@require_safe
@xframe_options_exempt
@csp(IN_A_FRAME)
def embed(request: HttpRequest, **where: str) -> HttpResponse:
    """The chart alone, for a frame on any page: no cookies, no scripts, nothing of the reader."""
    chart = chart_or_404(where)
    home = settings.SITE_URL + chart.address.path("use")
    context = {"chart": chart, "language": get_language(), "home": home, "forum_name": in_words("name")}
    headers = {"Cache-Control": KEPT if chart.is_kept else SOON, "X-Robots-Tag": "noindex"}
    return HttpResponse(render_to_string("themes/chart_embed.html", context), headers=headers)
