"""The face on Discord, and the only package that imports discord.

From what comes in to what goes out::

    client · tree       wires all of this to one store; `run` and `preview` start it, `host` is what others see of it
    commands/ · buttons/ · listening                          what comes in: commands and menus, clicks and forms, chat
    interactions · desk · heard · small_talk                  who may ask, of which knowledge; one way to answer
    cooldown · memory · once                                  what is remembered of people: little, and not for long
    render · opening, opened/ · about · upkeep · verified     answers, places, the bot itself → pages; pure
    facts · quoting · echo · markup · claim                   the parts of pages; a message of ours read back
    page · place · custom_ids · links                         a message before it is one; what its buttons stand for
    view · respond · replies                                  page → components; sending, twice where the line dropped
    errors · journal · permissions                            what is told and logged of failures; who may do what
    background · health                                       work off the event loop; the page that tells of life
"""
