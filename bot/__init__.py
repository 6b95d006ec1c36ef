"""A Discord bot that answers questions with verbatim, cited excerpts.

The way of a question::

    question ──► search ──► answers ──► chat or terminal ──► message
                   ▲            ▲
                   └─ knowledge ┘   one immutable Snapshot, swapped whole on reload

`bot.knowledge` reads files, `bot.search` finds passages, `bot.answers` decides what they are worth, `bot.snapshot`
holds one version of all three, and the two faces, `bot.chat` and `bot.terminal`, show the same frozen answers.
`bot.pictures` draws who does what to whom, in a process of its own.
"""

__version__ = "0.1.0"
