"""How a Word file is taken apart: its parts, its styles, its paragraphs in reading order.

The parts are read with lxml straight from the zip. python-docx would be the obvious way, but it
refuses strict OOXML, macro-enabled files and templates, knows neither footnotes nor text boxes nor
content controls, and would need the same walk through the XML for all of those; so there is one
walk, over everything. lxml comes with python-docx and is imported on first use.
"""
