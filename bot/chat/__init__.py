"""Discord: one of the two faces, and the only package that imports discord."""
