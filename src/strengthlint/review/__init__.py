"""Copies of a document with remarks in them, in the form that the document has.

A writer is one module in this package that declares

    SUFFIXES = (".docx",)                                  # lower case, each claimed once
    def clean(name: str, data: bytes) -> Cleaned: ...
    def write(name: str, data: bytes, check: Check, wishes: Wishes) -> Copy: ...

and raises `CannotCopy` for what it cannot write. The original is bytes that come in and is never
touched; where no writer knows a form, the copy is a page (`page`).
"""
