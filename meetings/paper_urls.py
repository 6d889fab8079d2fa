"""Addresses of papers and of what is made from a meeting's pages to take away."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import documents, papers, prints

urlpatterns: list[URLPattern | URLResolver] = [
    path("papers/<slug:public_id>/", papers.file, name="paper_file"),
    path("meetings/<slug:public_id>/agenda.pdf", documents.agenda_pdf, name="agenda_pdf"),
    path("meetings/<slug:public_id>/notes.pdf", documents.notes_pdf, name="notes_pdf"),
    path("meetings/<slug:public_id>/binder.pdf", documents.binder_pdf, name="binder_pdf"),
    path("meetings/<slug:public_id>/binder.html", documents.binder_html, name="binder_html"),
    path("meetings/<slug:public_id>/mine/binder.pdf", documents.my_binder_pdf, name="my_binder_pdf"),
    path("meetings/<slug:public_id>/mine/binder.html", documents.my_binder_html, name="my_binder_html"),
    path("meetings/<slug:public_id>/mine/invitation.pdf", documents.my_invitation_pdf, name="my_invitation_pdf"),
    path("work/meetings/<slug:public_id>/papers/", papers.index, name="papers"),
    path("work/papers/<slug:public_id>/", papers.one, name="paper"),
    path("work/papers/<slug:public_id>/move/", papers.move, name="paper_move"),
    path("work/papers/<slug:public_id>/remove/", papers.remove, name="paper_remove"),
    path("work/papers/<slug:public_id>/put-back/", papers.put_back, name="paper_put_back"),
    path("work/paper-files/<slug:public_id>/take-back/", papers.take_file_back, name="paper_file_take_back"),
    path("work/meetings/<slug:public_id>/binder.pdf", prints.binder_pdf, name="staff_binder_pdf"),
    path("work/meetings/<slug:public_id>/binder.html", prints.binder_html, name="staff_binder_html"),
    path("work/meetings/<slug:public_id>/participants.pdf", prints.participants_pdf, name="participants_pdf"),
    path("work/meetings/<slug:public_id>/participants.xlsx", prints.participants_xlsx, name="participants_xlsx"),
    path("work/meetings/<slug:public_id>/badges.pdf", prints.badges_pdf, name="badges_pdf"),
    path("work/meetings/<slug:public_id>/table-signs.pdf", prints.signs_pdf, name="signs_pdf"),
    path("work/invitations/<slug:public_id>/letter.pdf", prints.letter_pdf, name="letter_pdf"),
]
