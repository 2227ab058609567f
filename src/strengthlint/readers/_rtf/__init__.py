"""How rich text is taken apart; apart, so that it is imported when one is met.

striprtf would be the obvious way, but it loses footnotes, headers and places in tables, and keeps
what tracked changes deleted.
"""
