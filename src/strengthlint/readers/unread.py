"""Types of files that people write in and that are not read, with what their owner can do.

A folder is no place to pass over a letter in silence: files of these types are counted there, and
each type is told once. What nobody would look for here (program code, pictures) is not in it.
"""

from __future__ import annotations

from typing import Final

__all__ = ["UNREAD"]

_AS_WORD: Final = "save as Word (.docx) and check that"
_AS_SLIDES: Final = "save as PowerPoint (.pptx) or PDF and check that"
_AS_TEXT: Final = "save the text as plain text (.txt) or Markdown (.md) and check that"
_UNPACK: Final = "unpack and check what is inside"

UNREAD: Final = {
    **dict.fromkeys((".pages", ".sxw", ".wpd", ".wps", ".wri", ".lwp", ".abw", ".gdoc"), _AS_WORD),
    **dict.fromkeys((".pub", ".one", ".epub", ".mobi", ".xps", ".djvu"), "save as PDF or Word (.docx) and check that"),
    **dict.fromkeys((".ppt", ".pps", ".pot", ".odp", ".otp", ".key", ".gslides"), _AS_SLIDES),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".numbers", ".gsheet"), _AS_TEXT),
    **dict.fromkeys((".rst", ".adoc", ".asciidoc", ".org", ".textile", ".tex"), _AS_TEXT),
    **dict.fromkeys((".mht", ".mhtml"), "save as a web page (.html) and check that"),
    **dict.fromkeys((".mbox", ".pst", ".ost"), "save the messages as .eml or .msg and check those"),
    **dict.fromkeys((".zip", ".7z", ".rar"), _UNPACK),
}  # fmt: skip
"""Suffix to advice, which goes on after "2 .ppt files were not read: "."""
