"""Whether a copy shows what was issued: object by object, by another parser than the validator's.

An update appended before the first signature passes every cryptographic check; it does not pass
here. What an update may change is what a signature changes: the two fields, the form's flags,
metadata, and what proves the signatures later (DSS, extensions).
"""

from io import BytesIO
from typing import Final

import pikepdf

_CATALOG_MAY: Final = frozenset(
    {"/AcroForm", "/Metadata", "/Perms", "/DSS", "/Extensions", "/Version"}
)
_FORM_MAY: Final = frozenset({"/SigFlags", "/DR", "/DA", "/NeedAppearances"})
_FIELD_MAY: Final = frozenset({"/V", "/AP", "/M", "/DA", "/DR", "/MK", "/AS", "/DV"})
_MOST_OBJECTS: Final = 20_000


class Changed(Exception):
    """Something differs that no signature changes; the text names it for an expert."""


class Issued:
    """The issued document, read once and compared with several revisions."""

    def __init__(self, content: bytes) -> None:
        self._pdf = _open(content)
        self.size = len(content)
        self._root = self._pdf.Root.objgen
        form = self._pdf.Root.get("/AcroForm")
        self._form = form.objgen if form is not None else (0, 0)
        fields = list(form.Fields) if form is not None else []
        self._fields = {each.objgen: str(each.T) for each in fields}
        self._pages = {page.obj.objgen for page in self._pdf.pages}
        metadata = self._pdf.Root.get("/Metadata")
        info = self._pdf.trailer.get("/Info")
        # What a field shows is drawn inside its rectangle, which stays where it is.
        shown = [each.AP.N for each in fields if "/AP" in each and "/V" not in each]
        self._free = {each.objgen for each in (metadata, info, *shown) if each is not None}

        written = int(self._pdf.trailer.Size)  # the library counts objects of its own after them
        numbers = {each.objgen for each in self._pdf.objects} - self._free
        used = {number for number in numbers if 0 < number[0] < written}
        found = {number: self._pdf.get_object(number) for number in used}
        # A number that was never written is free for whoever signs.
        self._objects = {number: each for number, each in found.items() if each is not None}

    def compare(self, revision: bytes) -> None:
        """Compare a revision (the bytes up to its end) with what was issued.

        Raises:
            Changed: Something differs that may not.
            pikepdf.PdfError: It cannot be read.
        """
        with _open(revision) as copy:
            if copy.Root.objgen != self._root:
                raise Changed("catalog: another object")
            if len(copy.objects) > _MOST_OBJECTS:
                raise Changed("too many objects")
            for number, old in self._objects.items():
                self._object(number, old, copy.get_object(number))
            self._annotations(copy)

    def _object(
        self, number: tuple[int, int], old: pikepdf.Object, new: pikepdf.Object | None
    ) -> None:
        if _whole(old) == _whole(new):
            return
        if number == self._root:
            _only(old, new, _CATALOG_MAY, "catalog")
            if new is not None and "/AcroForm" in new:
                self._form_of_object(new.AcroForm)
        elif number == self._form and new is not None:
            self._form_of_object(new)
        elif number in self._fields:
            _only(old, new, _FIELD_MAY, f"field {self._fields[number]}")
        elif number in self._pages:
            _only(old, new, frozenset({"/Annots"}), "page")
        else:
            raise Changed(f"object {number[0]}")

    def _form_of_object(self, form: pikepdf.Object) -> None:
        keys = set(form.keys()) - _FORM_MAY - {"/Fields"}
        if keys:
            raise Changed(f"form: {sorted(keys)}")
        named = [each.objgen for each in form.Fields]
        if set(named) != set(self._fields) or len(named) != len(self._fields):
            raise Changed("form: other fields")

    def _annotations(self, copy: pikepdf.Pdf) -> None:
        """Every page still has the annotations that it had: no more, and none less."""
        for old, new in zip(self._pdf.pages, copy.pages, strict=True):
            before, after = _annotations_of(old), _annotations_of(new)
            if before != after:
                raise Changed("page: other annotations")


def _open(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True)


def _whole(found: object) -> tuple[bytes, bytes]:
    """An object as it is written, its numbers sorted out, and the bytes of its stream."""
    if not isinstance(found, pikepdf.Object):
        return repr(found).encode(), b""
    stream = bytes(found.read_raw_bytes()) if isinstance(found, pikepdf.Stream) else b""
    return bytes(found.unparse()), stream


def _only(
    old: pikepdf.Object, new: pikepdf.Object | None, allowed: frozenset[str], what: str
) -> None:
    if not isinstance(new, pikepdf.Dictionary):
        raise Changed(f"{what}: no dictionary")
    for key in (set(old.keys()) | set(new.keys())) - allowed:
        before, after = old.get(key), new.get(key)
        if _as_written(before) != _as_written(after):
            raise Changed(f"{what}: {key}")


def _as_written(found: pikepdf.Object | None) -> bytes:
    if isinstance(found, pikepdf.Object):
        reference = b"%d %d R" % found.objgen if found.is_indirect else b""
        return reference or bytes(found.unparse())
    return repr(found).encode()


def _annotations_of(page: pikepdf.Page) -> list[tuple[int, int]]:
    found = page.obj.get("/Annots")
    return [each.objgen for each in found] if found is not None else []
