"""How a PDF is taken apart; a package, so that pdfminer is not imported before a PDF is met."""
