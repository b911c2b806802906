"""Reads `templates/mail/NAME.md`: a line `Subject: …`, an empty line, and the text in Markdown.

Only a few tags of Django's language are allowed, and each value is escaped where it is printed, after its
filters: no author of a template can forget it, and no value can become markup, a link or a header.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.template import Context, Engine, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import Node, NodeList, Template, TextNode, VariableNode
from django.template.defaulttags import CommentNode, ForNode, IfNode, WithNode
from django.utils import formats, timezone
from django.utils.safestring import SafeData

from hub.core.mail.escaping import escape_markdown, readable

MOST_OF_SUBJECT = 200  # characters


def escape_line(text: str) -> str:
    """Returns a text as one line without markup, for a header."""
    return " ".join(readable(text).split())


class _Printed(VariableNode):
    """A value in a template of ours."""

    escape: Callable[[str], str]

    def render(self, context: Context) -> str:
        value = self.filter_expression.resolve(context)
        if isinstance(value, SafeData):
            return str(value)
        moment = timezone.template_localtime(value, use_tz=context.use_tz)  # type: ignore[attr-defined]
        local = formats.localize(moment, use_l10n=context.use_l10n)
        return type(self).escape(str(local))


class _InSubject(_Printed):
    escape = staticmethod(escape_line)


class _InText(_Printed):
    escape = staticmethod(escape_markdown)


class _Source(Template):
    def __init__(self, text: str, name: str, printed: type[_Printed]) -> None:
        self.printed = printed
        super().__init__(text, name=name, engine=_engine())

    def compile_nodelist(self) -> NodeList:
        nodes = super().compile_nodelist()
        for node in nodes.get_nodes_by_type(Node):
            if type(node) is VariableNode:
                node.__class__ = self.printed
            elif not isinstance(node, (TextNode, IfNode, ForNode, WithNode, CommentNode, _Printed)):
                raise TemplateSyntaxError(f"{self.name}: a mail has no use for {type(node).__name__}.")
        return nodes


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine(
        builtins=[*Engine.default_builtins, "hub.core.mail.escaping"],
        string_if_invalid=_Missing("%s"),
        autoescape=True,
    )


class _Missing(str):
    """A value that a mail needs and was not given is an error, not a gap in what people read."""

    def __mod__(self, name: object) -> str:
        raise LookupError(f"The mail needs {name}, which it was not given.")


def render_source(name: str, context: dict) -> tuple[str, str]:
    """Returns subject and Markdown of a mail.

    Arguments:
        name: of the template, without folder and ending.
    Raises:
        LookupError: a value the template prints is missing.
        TemplateSyntaxError: the template does not begin with its subject, or uses what mails must not use.
        UnsafeLink: a link would lead elsewhere than to a page.
    """
    subject, text = _compiled(name) if not settings.DEBUG else _compiled.__wrapped__(name)
    line = escape_line(subject.render(Context(context)))
    return line[:MOST_OF_SUBJECT], text.render(Context(context))


@lru_cache(maxsize=100)
def _compiled(name: str) -> tuple[_Source, _Source]:
    first, _, rest = read_file(f"mail/{name}.md").partition("\n")
    if not first.startswith("Subject: "):
        raise TemplateSyntaxError(f"mail/{name}.md must begin with `Subject: `.")
    return (
        _Source(first.removeprefix("Subject: "), name, _InSubject),
        _Source(rest.strip("\n"), name, _InText),
    )


def read_file(name: str) -> str:
    """Returns the first file of this name in the template folders, as it stands there.

    Raises:
        TemplateDoesNotExist: there is none.
    """
    for loader in Engine.get_default().template_loaders:
        for origin in loader.get_template_sources(name):
            try:
                return str(loader.get_contents(origin))  # type: ignore[attr-defined]
            except TemplateDoesNotExist:
                continue
    raise TemplateDoesNotExist(name)
