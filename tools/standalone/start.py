"""Where the program starts when it is one folder without Python: a double-click opens the page."""

import multiprocessing
import sys

if __name__ == "__main__":
    # A worker is this program too, and goes no further than here.
    multiprocessing.freeze_support()
    if len(sys.argv) == 1:
        sys.argv.append("app")
    from strengthlint.cli import main

    main(prog_name="strengthlint")
