from django.urls import path

from writing.views import copies, device, erasing, giving, saving, trail, versions

app_name = "writing"
urlpatterns = [
    path("device/", device.device, name="device"),
    path("device/choose/", device.choose, name="device_choose"),
    path("trail/", trail.trail, name="trail"),
    path("write/", saving.write_texts, name="write"),
    path("erase/", erasing.erase_all, name="erase_all"),
    path("erasures/", erasing.erasures, name="erasures"),
    path("<uuid:pk>/erase/", erasing.erase, name="erase"),
    path("given/", giving.given, name="given"),
    path("given/<uuid:pk>/take-back/", giving.take_back, name="take_back"),
    path(
        "given/take-back/<uuid:pk>/shown/",
        giving.take_back_shown,
        name="take_back_shown",
    ),
    path(
        "given/take-back/<uuid:pk>/text/", giving.take_back_text, name="take_back_text"
    ),
    path("given/take-back/", giving.take_back_all, name="take_back_all"),
    path("received/", giving.received, name="received"),
    path("received/<uuid:pk>/", giving.snapshot, name="snapshot"),
    path("<slug:kind>/<str:key>/save/", saving.save, name="save"),
    path("<uuid:pk>/give/", copies.reader, name="give"),
    path("<uuid:pk>/give/sure/", copies.give_text, name="give_sure"),
    path("<uuid:pk>/versions/", versions.versions, name="versions"),
    path("<uuid:pk>/settle/", versions.settle_versions, name="settle"),
    path("<uuid:pk>/history/", versions.history, name="history"),
    path(
        "<uuid:pk>/history/<uuid:revision>/restore/",
        versions.restore,
        name="restore",
    ),
]
