"""What the Markdown reader is made of; apart, so that markdown-it-py is imported when needed."""
