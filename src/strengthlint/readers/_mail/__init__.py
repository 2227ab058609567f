"""How messages are taken apart; apart, so that it is imported when one is met."""
