"""Reads the arithmetic of an explanation as a person would, and works it out again."""

import re
from decimal import Decimal, localcontext
from typing import NoReturn

_TOKEN = re.compile(r"\s*(?:\$ )?(?:(?P<number>\d[\d.]*(?:,\d+)?)(?P<percent> %)?|(?P<sign>.))")
_DIGITS = 50


def work_out(text: str) -> Decimal:
    """The value of `$ 874.000 × 24,76 % × 30 ÷ 365`, with 50 digits."""
    with localcontext() as context:
        context.prec = _DIGITS
        reader = _Reader(text)
        value = reader.sum()
        if reader.sign() is not None:
            reader.fail()
        return value


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [match for match in _TOKEN.finditer(text.strip()) if match[0].strip()]
        self._at = 0

    def sign(self) -> str | None:
        """The next token: a sign, `number`, or nothing at the end."""
        if self._at == len(self._tokens):
            return None
        token = self._tokens[self._at]
        return "number" if token["number"] else token["sign"]

    def sum(self) -> Decimal:
        value = self._product()
        while self.sign() in {"+", "−"}:
            if self._take() == "+":
                value += self._product()
            else:
                value -= self._product()
        return value

    def _product(self) -> Decimal:
        value = self._power()
        while self.sign() in {"×", "÷"}:
            if self._take() == "×":
                value *= self._power()
            else:
                value /= self._power()
        return value

    def _power(self) -> Decimal:
        value = self._atom()
        if self.sign() == "^":
            self._take()
            value = Decimal(value ** self._atom())
        return value

    def _atom(self) -> Decimal:
        if self.sign() == "number":
            token = self._tokens[self._at]
            self._at += 1
            number = Decimal(token["number"].replace(".", "").replace(",", "."))
            return number / 100 if token["percent"] else number
        if self._take() not in {"(", "["}:
            self.fail()
        value = self.sum()
        if self._take() not in {")", "]"}:
            self.fail()
        return value

    def _take(self) -> str:
        if self._at == len(self._tokens):
            self.fail()
        self._at += 1
        return self._tokens[self._at - 1]["sign"] or ""

    def fail(self) -> NoReturn:
        raise AssertionError(f"not arithmetic that a person can follow: {self._text}")
