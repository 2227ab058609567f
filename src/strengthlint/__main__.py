"""`python -m strengthlint`."""

from strengthlint.cli import main

main(prog_name="strengthlint")
