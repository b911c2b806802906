"""The columns of the desk's lists."""

from __future__ import annotations

from wagtail.admin.ui.tables import Column, TitleColumn


class WideColumn(Column):
    """Left out where there is little room: the row's page says it too."""

    class Media:
        css = {"all": ["admin/desk.css"]}

    def __init__(self, name: str, **options) -> None:
        super().__init__(name, classname="desk-wide", **options)


class TitleAndKind(TitleColumn):
    """What it is called, and below it what it is."""

    cell_template_name = "contributions/desk/title_cell.html"


class SignsColumn(Column):
    """What to know before opening it, as a few words each."""

    cell_template_name = "contributions/desk/signs_cell.html"
