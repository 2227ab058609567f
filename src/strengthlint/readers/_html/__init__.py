"""How HTML is taken apart, with the place of every character; web pages and mail use it.

The standard library's parser takes time with the square of a hostile file in the Python versions
that people have, and knows places by line only; a tokenizer of a hundred lines has neither fault.
"""
