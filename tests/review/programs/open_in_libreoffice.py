"""Opens a document in a LibreOffice that listens, and tells as JSON what it sees in it.

Run with a Python that has `uno`: PORT FILE. Not a test; see test_in_libreoffice.py.
"""

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


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


def stories(document):
    texts = [document.Text.getString()]
    notes = document.getFootnotes()
    texts += [notes.getByIndex(number).getString() for number in range(notes.getCount())]
    styles = document.getStyleFamilies().getByName("PageStyles")
    for number in range(styles.getCount()):
        style = styles.getByIndex(number)
        for story in ("Header", "Footer"):
            if style.isInUse() and getattr(style, f"{story}IsOn"):
                texts.append(getattr(style, f"{story}Text").getString())
    return "\n".join(texts)


def after(context, path, command):
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    asked = (
        PropertyValue(Name="Hidden", Value=True),
        # A file that needs a repair is not opened.
        PropertyValue(Name="RepairPackage", Value=False),
    )
    document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, asked)
    if command:
        helper = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        helper.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
    text = stories(document)
    document.close(True)
    return text


def main():
    port, path = sys.argv[1:]
    context = connected(port)
    seen = {
        "shown": after(context, path, ""),
        "accepted": after(context, path, ".uno:AcceptAllTrackedChanges"),
        "rejected": after(context, path, ".uno:RejectAllTrackedChanges"),
    }
    print(json.dumps(seen))


main()
