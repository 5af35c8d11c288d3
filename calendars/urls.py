from django.urls import path

from calendars.views import availability, feed

app_name = "calendars"
urlpatterns = [
    path("", feed.calendar, name="calendar"),
    path("address/", feed.feed_make, name="feed_make"),
    path("address/withdraw/", feed.feed_withdraw, name="feed_withdraw"),
    path("feed/<str:token>.ics", feed.feed, name="feed"),
    path("told/<int:pk>/again/", feed.told_again, name="told_again"),
    path("availability/", availability.availability, name="availability"),
    path("availability/hours/", availability.hours_set, name="hours_set"),
    path("availability/hours/forget/", availability.hours_forget, name="hours_forget"),
    path("availability/absences/", availability.absence_add, name="absence_add"),
    path(
        "availability/absences/<int:pk>/drop/",
        availability.absence_drop,
        name="absence_drop",
    ),
]
