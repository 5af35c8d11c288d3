from django.urls import path

from calendars import views

app_name = "calendars"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("address/", views.feed_make, name="feed_make"),
    path("address/withdraw/", views.feed_withdraw, name="feed_withdraw"),
    path("feed/<str:token>.ics", views.feed, name="feed"),
]
