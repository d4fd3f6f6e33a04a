"""What the dashboard hands to Streamlit as Markdown or HTML is its own words, or was escaped."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st

import whoholds.app
from whoholds.words.numbers import Numbers

APP = Path(whoholds.app.__file__).parent

BODIES = {
    "body",
    "text",
    "label",
    "tabs",
    "title",
    "help",
    "value",
    "delta",
    "data",
    "unsafe_allow_html",
    "page_title",
}
"""Parameters of Streamlit that are shown as Markdown, wherever they are."""

ESCAPES = {
    "markdown": {"plain", "linked"},
    "html": {"as_html", "table_html"},
}
"""What escapes text for what."""

OWN = {"word", "words", *vars(Numbers)}
"""What a reader says of its own: rows of words.csv; digits, units and days."""

READERS = {"reader", "ENGLISH"}
"""Names of readers."""

NOT_SHOWN = {
    ("download_button", "data"),
    ("page_link", "page"),
    ("set_page_config", "page_title"),
    *((field, "value") for field in ("number_input", "date_input", "text_input", "checkbox")),
}
"""What a field is set to, what is in a file, what a browser calls the page: not said on it."""

ESCAPED_HTML = "HTML of cells that were escaped: tests/app/test_marked_terms.py"

ALLOWED: dict[tuple[str, str], str] = {
    (
        "marked_terms.py",
        f"boxed_table(heads, {rows}, reader.word('{word}'), 'marks {kind}')",
    ): ESCAPED_HTML
    for rows, word, kind in (("rows", "page.terms_page", "all"), ("lines", "terms.compare", "two"))
}
"""What is no escaped text and may stand all the same, with the reason."""


@cache
def markdown_functions() -> dict[str, list[str]]:
    """Streamlit's functions that take Markdown, by what they say of themselves, with parameters."""
    found = {}
    for name in dir(st):
        made = getattr(st, name)
        if (
            not name.startswith("_")
            and callable(made)
            and "arkdown" in (inspect.getdoc(made) or "")
        ):
            found[name] = list(inspect.signature(made).parameters)
    return found | {"write": ["body"] * 9}


class Module:
    """A module of the dashboard, and which of its expressions are safe to be Markdown, or HTML."""

    def __init__(self, name: str, text: str, kind: str = "markdown") -> None:
        self.name = name
        self.kind = kind
        self.escapes = ESCAPES[kind]
        self.tree = ast.parse(text)
        self.functions = {
            node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)
        }
        self.known: dict[str, bool] = {}

    def shown(self) -> Iterator[tuple[ast.FunctionDef, ast.Call, ast.expr]]:
        """Every argument that Streamlit shows as that, with the call and the function."""
        inner = {call: made for made in self.functions.values() for call in ast.walk(made)}
        for call, function in inner.items():
            if not isinstance(call, ast.Call) or not _is_of_page(call.func):
                continue
            called = call.func.attr
            takes = {"html": ["body"]} if self.kind == "html" else markdown_functions()
            parameters = takes.get(called, [])
            given = list(zip(parameters, call.args, strict=False))
            given += [(word.arg or "", word.value) for word in call.keywords if parameters]
            for name, node in given:
                if name in BODIES and (called, name) not in NOT_SHOWN:
                    yield function, call, node

    def is_safe(self, node: ast.expr, function: ast.FunctionDef) -> bool:
        """Whether an expression is our own words, or text that was escaped."""

        def safe(one: ast.expr) -> bool:
            return self.is_safe(one, function)

        match node:
            case ast.Constant():
                return True
            case _ if (self.name, ast.unparse(node)) in ALLOWED:
                return True
            case ast.JoinedStr():
                return all(safe(one) for one in node.values)
            case ast.FormattedValue() | ast.Starred():
                return safe(node.value)
            case ast.BinOp():
                return safe(node.left) and safe(node.right)
            case ast.BoolOp():
                return all(map(safe, node.values))
            case ast.IfExp():
                return safe(node.body) and safe(node.orelse)
            case ast.List() | ast.Tuple():
                return all(map(safe, node.elts))
            case ast.Dict():
                return all(map(safe, [*filter(None, node.keys), *node.values]))
            case ast.ListComp() | ast.GeneratorExp():
                return safe(node.elt)
            case ast.DictComp():
                return safe(node.key)
            case ast.Call(func=ast.Attribute(value=owner, attr="note")) if _is_reader(owner):
                return all(self._is_safe_note(one, function) for one in node.args)
            case ast.Call(func=ast.Attribute(value=owner, attr=name)) if _is_reader(owner):
                return name in OWN
            case ast.Call(func=ast.Name(id=name)):
                return self._is_safe_call(name, node, function)
            case ast.Call(func=ast.Attribute(attr="join" | "format")):
                said = [*node.args, *(one.value for one in node.keywords)]
                return safe(node.func.value) and all(map(safe, said))
            case ast.Call(func=ast.Attribute(attr="map"), args=[ast.Name(id=name)]):
                return name in self.escapes
            case ast.Call(func=ast.Attribute(attr="DataFrame")):
                return all(map(safe, node.args))
            case ast.Call(func=ast.Attribute(attr="set_index" | "drop")):
                return safe(node.func.value) and all(map(safe, node.args))
            case ast.Name(id="content"):
                return self._returns_safe("build")
            case ast.Name(id=name):
                return name.strip("_").isupper() or self._is_safe_name(name, function)
            case ast.Attribute(value=ast.Name(id="content"), attr=name):
                return self._is_safe_field(name)
            case ast.Subscript():
                return safe(node.value)
        return False

    def _is_safe_note(self, node: ast.expr, function: ast.FunctionDef) -> bool:
        """Whether a note is made here, of what is safe."""
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="Note"), attr="of")):
                return all(self.is_safe(one.value, function) for one in node.keywords)
        return False

    def _is_safe_call(self, name: str, node: ast.Call, function: ast.FunctionDef) -> bool:
        if name in self.escapes:
            return True
        if name == "map":
            return isinstance(node.args[0], ast.Name) and node.args[0].id in self.escapes
        if name == "filter":
            return self.is_safe(node.args[1], function)
        if name in {"list", "sorted"}:
            return all(self.is_safe(one, function) for one in node.args)
        return self._returns_safe(name)

    def _returns_safe(self, name: str) -> bool:
        """Whether a function of this module returns, or yields, what is safe."""
        if name not in self.functions:
            return False
        if name not in self.known:
            self.known[name] = True  # where it calls itself
            made = self.functions[name]
            given = [
                node.value
                for node in ast.walk(made)
                if isinstance(node, ast.Return | ast.Yield) and node.value is not None
            ]
            self.known[name] = bool(given) and all(self.is_safe(one, made) for one in given)
        return self.known[name]

    def _is_safe_name(self, name: str, function: ast.FunctionDef) -> bool:
        """Whether everything that a name is given in a function is safe."""
        parameters = {one.arg: one.annotation for one in function.args.args}
        if name in parameters:
            is_figure = ast.unparse(parameters[name] or ast.Constant("")) in {"int", "float"}
            position = list(parameters).index(name)
            return is_figure or is_called_safely(self.kind, function.name, name, position)
        given = []
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                    given.append(value)
                case ast.AugAssign(target=ast.Name(id=found), value=value) if found == name:
                    given.append(value)
                case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                    given += [
                        value
                        for one, value in zip(names, values, strict=False)
                        if isinstance(one, ast.Name) and one.id == name
                    ]
                case (
                    ast.For(target=target, iter=made) | ast.comprehension(target=target, iter=made)
                ):
                    if name in {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}:
                        given.append(made)
                case ast.Call(func=ast.Attribute(value=ast.Name(id=found), attr="append")):
                    given += node.args if found == name else []
        return bool(given) and all(self.is_safe(one, function) for one in given)

    def _is_safe_field(self, name: str) -> bool:
        """Whether a field of what a section shows was safe when `build` filled it."""
        given = [
            keyword.value
            for node in ast.walk(self.functions["build"])
            if isinstance(node, ast.Call)
            for keyword in node.keywords
            if keyword.arg == name
        ]
        return bool(given) and all(self.is_safe(one, self.functions["build"]) for one in given)


def _is_of_page(called: ast.expr) -> bool:
    """Whether a method is of Streamlit or a container; others of that name are of data."""
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id not in {"alt", "column_config", "layer", "error", "cited", *READERS}
    )


def _is_reader(node: ast.expr) -> bool:
    """Whether an expression is somebody who reads: a name, a view's, or made for the purpose."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Call(func=ast.Name(id=name)):
            return name in READERS | {"reader_of"}
    return False


MODULES = sorted(path.relative_to(APP).as_posix() for path in APP.rglob("*.py"))


@cache
def modules(kind: str = "markdown") -> list[Module]:
    return [Module(name, (APP / name).read_text("utf-8"), kind) for name in MODULES]


@cache
def is_called_safely(kind: str, function: str, parameter: str, position: int) -> bool:
    """Whether every call of a function in the dashboard gives a parameter what is safe."""
    given = []
    for module in modules(kind):
        for caller in module.functions.values():
            for call in ast.walk(caller):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == function:
                    named = [word.value for word in call.keywords if word.arg == parameter]
                    found = named or call.args[position : position + 1]
                    given += [module.is_safe(one, caller) for one in found]
    return bool(given) and all(given)


def faults(module: Module) -> list[str]:
    return [
        f"{module.name}:{call.lineno} {ast.unparse(call)}"
        for function, call, node in module.shown()
        if not module.is_safe(node, function)
    ]


@pytest.mark.parametrize("kind", ESCAPES)
@pytest.mark.parametrize("name", MODULES)
def test_only_own_words_and_escaped_text_are_shown(name, kind):
    module = next(one for one in modules(kind) if one.name == name)
    assert faults(module) == []


@pytest.mark.parametrize(
    "line",
    [
        "st.markdown(said)",
        "st.caption(f'{plain(said)}: {said}')",
        "st.table(rows)",
        "st.table(pd.DataFrame({'a': [said]}))",
        "column.metric(said, plain(said))",
        "column.metric(plain(said), said)",
        "st.button(plain(said), help=said)",
        "st.expander(layer.title('en'))",
        "st.tabs([said])",
        "st.warning('; '.join(said for said in rows))",
        "st.info(reader.word('a').format(said))",
        "st.info(reader.note(Note.of('a', name=said)))",
        "st.info(reader.note(said))",
        "st.markdown(reader.text(said))",
        "st.write(plain(said), said)",
    ],
)
def test_what_is_neither_is_found(line):
    code = f"""
def show_hurt(layer, column, rows, reader):
    said = plain(rows[0])
    said = layer.report.file
    {line}
"""
    assert faults(Module("hurt.py", code)) != []


def test_what_is_escaped_is_not():
    code = """
def show_well(layer, column, rows, reader):
    said = plain(layer.report.file)
    st.markdown(f"**{said}**: {reader.day(layer.date)}")
    column.metric(reader.word("a"), plain(rows[0]))
    column.metric(reader.note(Note.of("a", name=plain(rows[0]))), plain(rows[0]))
"""
    assert faults(Module("well.py", code)) == []


@pytest.mark.parametrize(
    ("line", "is_well"),
    [
        ("st.html(f'<p>{as_html(rows[0])}</p>')", True),
        ("st.html(table_html(rows, rows[0], 'all'))", True),
        ("st.html(f'<p>{plain(rows[0])}</p>')", False),
        ("st.html(f'<p>{rows[0]}</p>')", False),
        ("column.html(rows[0])", False),
    ],
)
def test_html_has_escapes_of_its_own(line, is_well):
    code = f"def show(rows, column):\n    {line}\n"
    assert (faults(Module("one.py", code, "html")) == []) is is_well
