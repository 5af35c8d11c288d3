from django.urls import path

from boards.sheets import views as sheets
from boards.views import boards, compositions, proposals, publishing, steps

app_name = "boards"
urlpatterns = [
    path("programme/<int:pk>/", compositions.composition_list, name="composition_list"),
    path(
        "programme/<int:pk>/new/", compositions.composition_new, name="composition_new"
    ),
    path("programme/<int:pk>/sheets/new/", sheets.upload, name="sheet_new"),
    path("sheets/<int:pk>/", sheets.preview, name="sheet_preview"),
    path("sheets/<int:pk>/carry-out/", sheets.carry_out, name="sheet_carry_out"),
    path("sheets/<int:pk>/discard/", sheets.discard, name="sheet_discard"),
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
