"""Knowledge + question → ranked passages."""
