from django.urls import path, re_path

from groups.views import (
    boards,
    compositions,
    groups,
    leavers,
    moves,
    proposals,
    publishing,
    sheets,
    small,
    steps,
    tolerances,
)

app_name = "groups"
urlpatterns = [
    path("", groups.group_list, name="group_list"),
    path("<int:pk>/", groups.group, name="group"),
    path("<int:pk>/name/", groups.rename, name="rename"),
    path("<int:pk>/join/", groups.join, name="join"),
    path("<int:pk>/mentor/", groups.mentor, name="mentor"),
    path("<int:pk>/small/", small.small, name="small"),
    path("<int:pk>/go-on/", tolerances.go_on, name="go_on"),
    path("<int:pk>/dissolve/", moves.dissolve, name="dissolve"),
    re_path(r"^breaches/(?P<pk>[\w.]+)/keep/$", tolerances.keep, name="keep"),
    path("leavers/<int:pk>/", leavers.leaver, name="leaver"),
    path("seats/<int:pk>/leave/", groups.leave, name="leave"),
    path("seats/<int:pk>/move/", moves.move, name="seat_move"),
    path("programme/<int:pk>/", compositions.composition_list, name="composition_list"),
    path(
        "programme/<int:pk>/new/", compositions.composition_new, name="composition_new"
    ),
    path("programme/<int:pk>/apart/", compositions.apart, name="apart"),
    path("programme/<int:pk>/sheets/new/", sheets.upload, name="sheet_new"),
    path("sheets/<int:pk>/", sheets.preview, name="sheet_preview"),
    path("sheets/<int:pk>/carry-out/", sheets.carry_out, name="sheet_carry_out"),
    path("sheets/<int:pk>/discard/", sheets.discard, name="sheet_discard"),
    path("apart/<int:pk>/together/", compositions.together, name="together"),
    path("board/<int:pk>/", boards.board_page, name="board"),
    path(
        "board/<int:pk>/rename/",
        compositions.composition_rename,
        name="composition_rename",
    ),
    path(
        "board/<int:pk>/copy/", compositions.composition_copy, name="composition_copy"
    ),
    path(
        "board/<int:pk>/delete/",
        compositions.composition_delete,
        name="composition_delete",
    ),
    path("board/<int:pk>/mentees/<int:mentee>/", boards.card, name="card"),
    path(
        "board/<int:pk>/mentees/<int:mentee>/options/", boards.options, name="options"
    ),
    path("board/<int:pk>/compare/", compositions.compare_page, name="compare"),
    path("board/<int:pk>/sheet/", sheets.download, name="sheet"),
    path("board/<int:pk>/print/", sheets.printed, name="print"),
    path("board/<int:pk>/news/", boards.news, name="news"),
    path("board/<int:pk>/move/", steps.move, name="move"),
    path("board/<int:pk>/columns/", steps.column_add, name="column_add"),
    path("board/<int:pk>/columns/<int:mentor>/", boards.column, name="column"),
    path("board/<int:pk>/columns/remove/", steps.column_remove, name="column_remove"),
    path("board/<int:pk>/away/", steps.away, name="away"),
    path("board/<int:pk>/away/remove/", steps.present, name="present"),
    path("board/<int:pk>/mentees/<int:mentee>/apart/", boards.apart, name="card_apart"),
    path("board/<int:pk>/reason/", steps.reason, name="reason"),
    path("board/<int:pk>/pins/", steps.pin, name="pin"),
    path("board/<int:pk>/pins/remove/", steps.unpin, name="unpin"),
    path("board/<int:pk>/undo/", steps.undo, name="undo"),
    path("board/<int:pk>/redo/", steps.redo, name="redo"),
    path("board/<int:pk>/propose/", proposals.propose, name="propose"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/stop/", proposals.proposal_stop, name="proposal_stop"),
    path("board/<int:pk>/publish/", publishing.publish, name="publish"),
    path("board/<int:pk>/unpublish/", publishing.unpublish, name="unpublish"),
]
