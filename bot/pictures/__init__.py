"""Pictures of who does what to whom: a graph of cited relations, drawn by a process of its own."""
