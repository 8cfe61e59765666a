"""Whether a copy shows what was issued: object by object, by another parser than the validator's.

An update appended before the first signature passes every cryptographic check; it does not pass
here. What an update may change is what a signature changes: the two fields, the form's flags,
metadata, and what proves the signatures later (DSS, extensions).
"""

from io import BytesIO
from typing import Final

import pikepdf

_CATALOG_MAY: Final = frozenset({"/AcroForm", "/Metadata", "/DSS", "/Extensions", "/Version"})
_FORM_MAY: Final = frozenset({"/SigFlags", "/DR", "/DA", "/NeedAppearances"})
_FIELD_MAY: Final = frozenset({"/V", "/AP", "/M", "/DA", "/DR", "/MK", "/AS", "/DV"})
_MOST_OBJECTS: Final = 20_000


class Changed(Exception):
    """Something differs that no signature changes; the text names it for an expert."""


class Issued:
    """The issued document, read once and compared with several revisions."""

    def __init__(self, content: bytes) -> None:
        self._pdf = _open(content)
        root = self._pdf.Root
        self._root = root.objgen
        form = root.get("/AcroForm")
        self._form = form.objgen if form is not None else (0, 0)
        fields = list(form.Fields) if form is not None else []
        self._fields = {each.objgen: str(each.T) for each in fields}
        metadata = root.get("/Metadata")
        info = self._pdf.trailer.get("/Info")
        # What a field shows is drawn inside its rectangle, which stays where it is.
        shown = [each.AP.N for each in fields if "/AP" in each and "/V" not in each]
        self.shown = frozenset(each.objgen[0] for each in shown)
        free = {each.objgen for each in (metadata, info, *shown) if each is not None}
        self._written = int(
            self._pdf.trailer.Size
        )  # the library adds numbers of its own after them
        numbers = {each.objgen for each in self._pdf.objects} - free
        used = {number for number in numbers if 0 < number[0] < self._written}
        found = {number: self._pdf.get_object(number) for number in used}
        # A number that was never written is free for whoever signs.
        self._objects = {number: each for number, each in found.items() if each is not None}
        # Asking for the pages changes them: what they inherit is written into each.
        with _open(content) as other:
            self._pages = {page.obj.objgen for page in other.pages}
            self._annots = [_annotations_of(page) for page in other.pages]

    @property
    def rewritable(self) -> frozenset[int]:
        """Numbers of the objects that each program may write anew (`updates.check_updates`)."""
        told = [self._pdf.Root.get("/Metadata"), self._pdf.trailer.get("/Info")]
        numbers = {self._root, self._form, *self._pages, *(x.objgen for x in told if x is not None)}
        return frozenset(number for number, _ in numbers if number)

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
            if [_annotations_of(page) for page in copy.pages] != self._annots:
                raise Changed("page: other annotations")

    def _object(
        self, number: tuple[int, int], old: pikepdf.Object, new: pikepdf.Object | None
    ) -> None:
        if _whole(old) == _whole(new):
            return
        if number == self._root:
            _only(old, new, _CATALOG_MAY, "catalog", self._written)
            if new is not None and "/AcroForm" in new:
                self._form_of_object(new.AcroForm)
        elif number == self._form and new is not None:
            self._form_of_object(new)
        elif number in self._fields:
            _only(old, new, _FIELD_MAY, f"field {self._fields[number]}", self._written)
        elif number in self._pages:
            _only(old, new, frozenset({"/Annots"}), "page", self._written)
        else:
            raise Changed(f"object {number[0]}")

    def _form_of_object(self, form: pikepdf.Object) -> None:
        keys = set(form.keys()) - _FORM_MAY - {"/Fields"}
        if keys:
            raise Changed(f"form: {sorted(keys)}")
        named = [each.objgen for each in form.Fields]
        if set(named) != set(self._fields) or len(named) != len(self._fields):
            raise Changed("form: other fields")


def _open(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True)


def _whole(found: object) -> tuple[bytes, bytes]:
    """An object as it is written, its numbers sorted out, and the bytes of its stream."""
    if not isinstance(found, pikepdf.Object):
        return repr(found).encode(), b""
    if isinstance(found, pikepdf.Stream):
        return bytes(found.stream_dict.unparse(resolved=True)), bytes(found.read_raw_bytes())
    return bytes(found.unparse(resolved=True)), b""


def _only(
    old: pikepdf.Object,
    new: pikepdf.Object | None,
    allowed: frozenset[str],
    what: str,
    below: int,
) -> None:
    if not isinstance(new, pikepdf.Dictionary):
        raise Changed(f"{what}: no dictionary")
    for key in (set(old.keys()) | set(new.keys())) - allowed:
        before, after = old.get(key), new.get(key)
        if not _same_reference(before, after, below) and _whole(before) != _whole(after):
            raise Changed(f"{what}: {key}")


def _same_reference(before: object, after: object, below: int) -> bool:
    """Whether both refer to one issued number, whose object is compared by itself.

    The library gives what pages inherit a number of its own: those are compared by content.
    """
    if not (isinstance(before, pikepdf.Object) and isinstance(after, pikepdf.Object)):
        return False
    both = before.is_indirect and after.is_indirect and before.objgen == after.objgen
    return both and before.objgen[0] < below


def _annotations_of(page: pikepdf.Page) -> list[tuple[int, int]]:
    found = page.obj.get("/Annots")
    return [each.objgen for each in found] if found is not None else []
