"""A function as it is written: what its names mean, and the texts that it puts into codes and names of statements."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import Any

from kernel.db import Statement

Function = Callable[..., Any]
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
UNKNOWN = object()


class Unreadable(Exception):
    """A code, or the name of a statement, that is not written where it can be read."""


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[module]))


@cache
def node_of(module: str, qualname: str) -> ast.FunctionDef | ast.AsyncFunctionDef:
    """Where a function is written."""
    body: list[ast.stmt] = _tree(module).body
    found: ast.AST | None = None
    for name in qualname.replace(".<locals>", "").split("."):
        found = next(n for n in body if getattr(n, "name", None) == name)
        body = getattr(found, "body", [])
    assert isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef)
    return found


class Scope:
    """What a name in a function means: the module's, what a closure holds, or nothing that is known."""

    def __init__(self, function: Function, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.function, self.node = function, node
        held = inspect.getclosurevars(function).nonlocals if function.__closure__ else {}
        self._names: dict[str, Any] = vars(sys.modules[function.__module__]) | dict(held)
        arguments = node.args
        local = {a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
        self._local = local | {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}

    def value(self, node: ast.AST) -> Any:
        """The object that a name or a dotted name stands for, or UNKNOWN."""
        if isinstance(node, ast.Name):
            return UNKNOWN if node.id in self._local else self._names.get(node.id, UNKNOWN)
        if isinstance(node, ast.Attribute):
            owner = self.value(node.value)
            return getattr(owner, node.attr, UNKNOWN) if isinstance(owner, ModuleType | type) else UNKNOWN
        return UNKNOWN

    def is_parameter(self, name: str) -> bool:
        """Whether a name is what the function is called with."""
        return name in inspect.signature(self.function).parameters

    def assigned(self, name: str) -> list[ast.expr]:
        """Everything that is put under a local name."""
        return [
            node.value
            for node in ast.walk(self.node)
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
        ]

    def looped(self, name: str) -> list[str]:
        """The texts that a loop puts under a local name, one after the other."""
        loops = (n for n in ast.walk(self.node) if isinstance(n, ast.For) and isinstance(n.target, ast.Name))
        lists = [loop.iter for loop in loops if ast.unparse(loop.target) == name and isinstance(loop.iter, ast.Tuple)]
        return [str(one.value) for found in lists for one in found.elts if isinstance(one, ast.Constant)]


def said(scope: Scope, call: ast.Call, place: str, sql: dict[str, Statement]) -> set[str]:
    """The codes that an error is made with, those of a parameter as "{kind}-unknown"."""
    reported = _texts(scope, call.args[0], sql) if call.args else set()
    if not reported or not all(_CODE.fullmatch(re.sub(r"{\w+}", "x-x", code)) for code in reported):
        raise Unreadable(f"{place}, line {call.lineno}: {ast.unparse(call)}")
    return reported


def _texts(scope: Scope, node: ast.expr, sql: dict[str, Statement]) -> set[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return _texts(scope, node.body, sql) | _texts(scope, node.orelse, sql)
    if isinstance(node, ast.JoinedStr):
        return {"".join(_piece(part) for part in node.values)}
    if isinstance(node, ast.Name) and scope.is_parameter(node.id):
        return {f"{{{node.id}}}"}
    if isinstance(node, ast.Name):
        # A statement that answers with the rule's name: the names that are written in it.
        statements = (n for value in scope.assigned(node.id) for n in ast.walk(value) if isinstance(n, ast.Subscript))
        named = (n.slice.value for n in statements if scope.value(n.value) is sql and isinstance(n.slice, ast.Constant))
        return {text for name in named for text in re.findall(r"'([a-z0-9]+(?:-[a-z0-9]+)+)'", sql[str(name)].text)}
    return set()


def _piece(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    return f"{{{part.value.id}}}" if isinstance(part.value, ast.Name) else "?"


def pattern_of(code: str) -> tuple[str, str]:
    [parameter] = re.findall(r"{(\w+)}", code)
    return code.replace(f"{{{parameter}}}", "{}"), parameter


def statements(scope: Scope, key: ast.expr, sql: dict[str, Statement], place: str) -> Iterator[str]:
    """The statements that a key may name."""
    if isinstance(key, ast.Constant):
        yield str(key.value)
    elif isinstance(key, ast.Subscript) and isinstance(chosen := scope.value(key.value), dict):
        yield from chosen.values()
    elif isinstance(key, ast.Name) and (reported := scope.looped(key.id)):
        yield from reported
    elif isinstance(key, ast.JoinedStr):
        form = "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z-]+" for p in key.values)
        yield from (name for name in sql if re.fullmatch(form, name))
    else:
        raise Unreadable(f"{place}: SQL[{ast.unparse(key)}]")


def argument(called: Function, call: ast.Call, parameter: str) -> ast.expr:
    """What a call gives for a parameter."""
    for keyword in call.keywords:
        if keyword.arg == parameter:
            return keyword.value
    at = list(inspect.signature(called).parameters).index(parameter)
    if at < len(call.args):
        return call.args[at]
    return ast.Constant(inspect.signature(called).parameters[parameter].default)
