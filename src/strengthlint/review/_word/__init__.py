"""How comments and tracked changes go into a Word file, and out of it again.

Written with lxml on the elements that the reader found. python-docx comments whole runs only,
knows no tracked changes and refuses macro-enabled files and templates.
"""
