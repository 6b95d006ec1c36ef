"""Where questions are taken in, whatever way they come: one check, one memory, one way to make a page of the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot import wording
from bot.answers.bare import only_named
from bot.answers.followup import last_actors, unresolved, whole_question
from bot.answers.model import Status
from bot.chat.memory import Memory
from bot.chat.once import Once
from bot.chat.place import find
from bot.chat.render import Offer, answer_page

if TYPE_CHECKING:
    from bot.answers.model import Answer
    from bot.chat.cooldown import Cooldowns
    from bot.chat.journal import Entry
    from bot.chat.page import Page
    from bot.chat.render import Asker
    from bot.snapshot import Snapshot, SnapshotStore


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it came in.

    `private` is one that the asker alone is to see; `direct` one in a direct message with the bot; `cautious` one whose
    answer is kept private where it is none. `follows` are the short ids of the actors of the message that it follows
    up, None where that is whatever the asker last asked in the channel; `explicit` says that it is a follow-up for
    certain. `note` is shown below the question.
    """

    question: str
    asker: Asker
    channel: int
    private: bool = False
    direct: bool = False
    cautious: bool = True
    follows: tuple[str, ...] | None = None
    explicit: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back, and whether to the asker alone."""

    page: Page
    private: bool


@dataclass(slots=True)
class Desk:
    """Answers questions for every surface, and remembers for a while whom they were about."""

    store: SnapshotStore
    cooldowns: Cooldowns
    memory: Memory = field(default_factory=Memory)
    shared: Once = field(default_factory=Once)
    """The messages whose answer was shared, for clicks that were made before they show it themselves."""

    def admit(self, user: int, entry: Entry) -> Snapshot | str:
        """Return what answers a question now, or why `user` cannot have an answer."""
        wait = self.cooldowns.wait(user)
        if self.store.current is None or wait:
            entry.status = "cooldown" if self.store.current else "no-knowledge"
            return wording.chat.cooldown(wait) if self.store.current else wording.chat.NO_KNOWLEDGE
        self.cooldowns.spend(user)
        return self.store.current

    def reply(self, request: Request, snapshot: Snapshot, entry: Entry) -> Reply:
        """Answer a question of somebody who was admitted."""
        reader, knowledge = snapshot.answerer.ranker.reader, snapshot.knowledge
        question = whole_question(
            request.question,
            self._last(request, snapshot),
            knowledge.actors,
            reader,
            explicit=request.explicit,
            longest=snapshot.answerer.max_question,
        )
        answer = snapshot.answerer.answer(question)
        entry.note(answer)
        about = self.about(answer, snapshot)
        self.memory.keep(request.asker.id, request.channel, about, private=request.private)
        pronoun = unresolved(question, reader) if question == request.question else None
        private = request.private or (request.cautious and (answer.status is not Status.ANSWERED or bool(pronoun)))
        named = only_named(question, snapshot.names) if question == request.question and answer.actors else ()
        note = " ".join(filter(None, (request.note, wording.asking.unresolved(pronoun) if pronoun else "")))
        offer = Offer(about, named, can_share=private and not request.direct and not pronoun, note=note)
        page = answer_page(answer, knowledge, request.asker, private=private or request.direct, offer=offer)
        return Reply(page, private)

    def about(self, answer: Answer, snapshot: Snapshot) -> tuple[str, ...]:
        """Return the ids of the actors that a follow-up to `answer` speaks of."""
        return last_actors(answer, snapshot.names, snapshot.answerer.ranker.reader)

    def _last(self, request: Request, snapshot: Snapshot) -> tuple[str, ...]:
        """Return the ids of the actors that a question may lean on."""
        if request.follows is None:
            return self.memory.recall(request.asker.id, request.channel, private=request.private)
        found = (find(short, snapshot.knowledge.actors) for short in request.follows)
        return tuple(name for name in found if name)
