"""The addresses of briefs."""

from django.urls import path

from themes.views import brief_blocks, brief_deeds, brief_series, brief_versions, brief_work, briefs

urlpatterns = [
    path("briefs/", briefs.brief_list, name="briefs"),
    path("briefs/feed.atom", brief_series.feed, name="brief_feed"),
    path("briefs/series/new/", brief_series.write, name="brief_series_new"),
    path("briefs/series/<slug:slug>/", brief_series.page, name="brief_series"),
    path("briefs/series/<slug:slug>/edit/", brief_series.write, name="brief_series_edit"),
    path("briefs/work/", brief_work.index, name="brief_work"),
    path("briefs/new/", brief_work.new, name="brief_new"),
    path("briefs/blocks/<slug:public_id>/", brief_blocks.edit, name="brief_block"),
    path("briefs/blocks/<slug:public_id>/move/", brief_blocks.move, name="brief_block_move"),
    path("briefs/blocks/<slug:public_id>/remove/", brief_blocks.remove, name="brief_block_remove"),
    path("briefs/<slug:public_id>/work/", brief_work.editor, name="brief_editor"),
    path("briefs/<slug:public_id>/work/head/", brief_work.head, name="brief_head"),
    path("briefs/<slug:public_id>/work/data/", brief_work.data, name="brief_data"),
    path("briefs/<slug:public_id>/work/pages/", brief_work.pages, name="brief_pages"),
    path("briefs/<slug:public_id>/work/preview/", brief_work.preview, name="brief_preview"),
    path("briefs/<slug:public_id>/work/add/<slug:kind>/", brief_blocks.add, name="brief_block_new"),
    path("briefs/<slug:public_id>/work/<slug:name>/", brief_deeds.deed, name="brief_deed"),
    path("briefs/<slug:public_id>/", briefs.brief_page_view, name="brief"),
    path("briefs/<slug:public_id>/<slug:place>.pdf", briefs.brief_pdf, name="brief_pdf"),
    path("briefs/<slug:public_id>/versions/<int:number>/", brief_versions.version, name="brief_version"),
    path("briefs/<slug:public_id>/versions/<int:number>/changes/", brief_versions.changes, name="brief_changes"),
]
