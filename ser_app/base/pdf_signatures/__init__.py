"""Signatures inside a PDF (PAdES): the only package that imports pyHanko.

pyHanko is not yet 1.0 and pinned exactly; whatever it changes is answered here. It takes most of
a second to import, so that its modules are imported where they are used.
"""
