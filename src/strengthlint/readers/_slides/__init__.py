"""How a PowerPoint file is taken apart; apart, so that it is imported when one is met.

python-pptx would be the obvious way, but it refuses macro-enabled files and shows, knows nothing
of diagrams and struck-out text, and brings Pillow and XlsxWriter along.
"""
