"""What a place shows, one module a group of verbs: each takes a `Seen` place and returns one page of it, purely."""
