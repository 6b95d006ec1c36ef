"""The slash commands, one file a group; each `add` puts its commands into a tree."""
