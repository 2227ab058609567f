"""Has LibreOffice's own LanguageTool client look at texts; run by a Python that has uno.

Gets the port of a LibreOffice that listens; reads a JSON list of texts, writes for each what it would
underline: start and length as LibreOffice counts, the words, the message, the suggestions.
"""

import json
import sys
import time

import uno
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
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def main():
    context = connected(sys.argv[1])
    checker = context.ServiceManager.createInstanceWithContext(
        "org.openoffice.lingu.LanguageToolGrammarChecker", context
    )
    told = []
    for text in json.load(sys.stdin):
        locale = Locale("en", "GB", "")
        result = checker.doProofreading("1", text, locale, 0, len(text), ())
        units = text.encode("utf-16-le")
        told.append(
            [
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
        )
    json.dump(told, sys.stdout)


main()
