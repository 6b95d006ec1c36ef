"""The operator's addresses, as buttons that open them; what is not set is not shown."""

from __future__ import annotations

from dataclasses import dataclass

from bot import wording
from bot.chat.page import Button


@dataclass(frozen=True, slots=True)
class Links:
    """Where the privacy notice and the terms are, where errors are reported, and where the source code is."""

    privacy: str | None = None
    terms: str | None = None
    contact: str | None = None
    source: str | None = None

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All of them."""
        said = wording.manners
        every = ((said.PRIVACY_LINK, self.privacy), (said.TERMS_LINK, self.terms), (said.SOURCE_LINK, self.source))
        return (*(Button(label, url=url) for label, url in every if url), *self.report)

    @property
    def report(self) -> tuple[Button, ...]:
        """The one that reports an error."""
        return (Button(wording.manners.REPORT, url=self.contact),) if self.contact else ()


NO_LINKS = Links()
"""What an operator has who has set none."""
