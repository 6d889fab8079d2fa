"""The floor's pages."""

from django.urls import URLPattern, URLResolver, path

from regions.views import deputies, duties, imports, network_letters, networks, organisations, regions, seats

app_name = "regions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("regions/", regions.region_list, name="regions"),
    path("regions/<slug:code>/", regions.region, name="region"),
    path("regions/<slug:code>/seats/<slug:public_id>/deputy/", deputies.name, name="deputy"),
    path("regions/<slug:code>/seats/<slug:public_id>/deputy/end/", deputies.end, name="deputy_end"),
    path("networks/", networks.network_list, name="networks"),
    path("networks/<slug:public_id>/", networks.network, name="network"),
    path("networks/<slug:public_id>/letters/", network_letters.write, name="network_letters"),
    path("networks/<slug:public_id>/letters/<slug:mailing>/", network_letters.letter, name="network_letter"),
    path("networks/<slug:public_id>/letters/<slug:mailing>/send/", network_letters.send, name="network_letter_send"),
    path("work/seats/", seats.seat_list, name="seats"),
    path("work/seats/<slug:public_id>/", seats.seat, name="seat"),
    path("work/seats/<slug:public_id>/ground/", seats.ground, name="seat_ground"),
    path("work/seats/<slug:public_id>/appoint/<slug:role>/", seats.appoint, name="appoint"),
    path("work/mandates/<slug:public_id>/end/", seats.end, name="mandate_end"),
    path("work/mandates/<slug:public_id>/withdraw/", seats.withdraw, name="mandate_withdraw"),
    path("work/regions/<slug:code>/duties/", duties.duties, name="duties"),
    path("work/regions/<slug:code>/duties/<slug:role>/new/", duties.duty_new, name="duty_new"),
    path("work/organisations/", organisations.organisation_list, name="organisations"),
    path("work/organisations/new/", organisations.organisation_new, name="organisation_new"),
    path("work/organisations/<slug:public_id>/", organisations.organisation, name="organisation"),
    path("work/organisations/<slug:public_id>/members/new/", organisations.member_new, name="member_new"),
    path("work/tables/", imports.index, name="imports"),
    path("work/tables/out/<slug:kind>/", imports.out, name="export"),
    path("work/tables/<slug:public_id>/", imports.one, name="import"),
    path("work/networks/", networks.staff_list, name="networks_staff"),
    path("work/networks/new/", networks.network_new, name="network_new"),
    path("work/networks/<slug:public_id>/", networks.network_edit, name="network_edit"),
    path("work/networks/<slug:public_id>/members/new/", networks.join, name="network_join"),
    path("work/networks/<slug:public_id>/members/<int:membership>/leave/", networks.leave, name="network_leave"),
    path("work/networks/<slug:public_id>/close/", networks.close, name="network_close"),
]
