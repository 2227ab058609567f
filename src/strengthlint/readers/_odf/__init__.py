"""How an OpenDocument text is taken apart; apart, so that it is imported when one is met.

odfpy and odfdo would be the obvious way, but both mix comments and deleted text into paragraphs,
and would need the same walk for notes, frames, tables and headers; so there is one walk.
"""
