from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView

from calendars.views.feed import feed

handler400 = "crossmentor.pages.errors.not_understood"
handler403 = "crossmentor.pages.errors.not_allowed"
handler404 = "crossmentor.pages.errors.not_there"
handler500 = "crossmentor.pages.errors.failed"

urlpatterns = [
    path("", include("crossmentor.pages.today")),
    path("", include("crossmentor.pages.theme")),
    path("", include("crossmentor.pages.progress")),
    path("", include("crossmentor.pages.search.views")),
    path("", include("crossmentor.pages.export.urls")),
    path("", include("crossmentor.pages.looking_back.views")),
    path("account/", include("crossmentor.pages.accounts")),
    path("people/", include("people.urls")),
    path("programmes/", include("programmes.urls")),
    path("groups/", include("groups.urls")),
    path("groups/", include("boards.urls")),
    path("intake/", include("intake.urls")),
    path("calendar/", include("calendars.urls")),
    # As people have them in their calendars, and in their bookmarks, of before.
    path("sessions/feed/<str:token>.ics", feed, name="feed_of_before"),
    path("sessions/calendar/", RedirectView.as_view(pattern_name="calendars:calendar")),
    path("sessions/", include("sessions.urls")),
    path("workbook/", include("workbook.urls")),
    path("writing/", include("writing.urls")),
    path("handbook/", include("handbook.urls")),
    path("inbox/", include("reminders.urls")),
    # Where mails of before point to.
    path(
        "spaces/received/<uuid:pk>/",
        RedirectView.as_view(pattern_name="writing:snapshot"),
    ),
    path("spaces/", include("spaces.urls")),
]

if settings.DEBUG:
    urlpatterns += [path("", include("crossmentor.pages.style"))]
if settings.MAIL_CATCHER:
    urlpatterns += [path("", include("crossmentor.pages.mailbox"))]
