"""Does something in a LibreOffice that listens; run by a Python that has uno: PORT COMMAND.

Reads what the command is given as a JSON list, and writes as JSON what it gives. Not a test; see
../office.py.
"""

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import Locale


def connected(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            return resolver.resolve(
                f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
            )
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def made(context, name):
    return context.ServiceManager.createInstanceWithContext(name, context)


# What its own LanguageTool client would underline in texts.


def underlined(context, texts):
    checker = made(context, "org.openoffice.lingu.LanguageToolGrammarChecker")
    return [errors(checker, text) for text in texts]


def errors(checker, text):
    result = checker.doProofreading("1", text, Locale("en", "GB", ""), 0, len(text), ())
    # It counts as its strings do.
    units = text.encode("utf-16-le")
    return [
        {
            "words": units[2 * e.nErrorStart : 2 * (e.nErrorStart + e.nErrorLength)].decode(
                "utf-16-le"
            ),
            "message": e.aShortComment,
            "title": e.aFullComment,
            "suggestions": list(e.aSuggestions),
        }
        for e in result.aErrors
    ]


# What it shows of a document: as it is, with every tracked change accepted, and rejected.


def shown(context, path):
    return {
        "shown": after(context, path, ""),
        "accepted": after(context, path, ".uno:AcceptAllTrackedChanges"),
        "rejected": after(context, path, ".uno:RejectAllTrackedChanges"),
    }


def after(context, path, command):
    asked = (
        PropertyValue(Name="Hidden", Value=True),
        # A file that needs a repair is not opened.
        PropertyValue(Name="RepairPackage", Value=False),
    )
    desktop = made(context, "com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, asked)
    if command:
        helper = made(context, "com.sun.star.frame.DispatchHelper")
        helper.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
    text = "\n".join(stories(document))
    document.close(True)
    return text


def stories(document):
    yield document.Text.getString()
    notes = document.getFootnotes()
    for number in range(notes.getCount()):
        yield notes.getByIndex(number).getString()
    styles = document.getStyleFamilies().getByName("PageStyles")
    for number in range(styles.getCount()):
        style = styles.getByIndex(number)
        for story in ("Header", "Footer"):
            if style.isInUse() and getattr(style, f"{story}IsOn"):
                yield getattr(style, f"{story}Text").getString()


def main():
    port, command = sys.argv[1:]
    given = json.load(sys.stdin)
    json.dump(
        {"underlined": underlined, "shown": shown}[command](connected(port), *given), sys.stdout
    )


main()
