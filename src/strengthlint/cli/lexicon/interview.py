"""Questions on the terminal, each of which an option can answer instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import click

from strengthlint.errors import ConfigError, Problem

__all__ = ["Interview"]

Check = Callable[[str], str]
"""What is the matter with an answer, or ""."""


def _anything(_: str) -> str:
    return ""


class Interview:
    """Asks what no option has answered.

    Attributes:
        can_ask: Whether somebody is there to answer. Otherwise what is missing is collected.
        problems: What is missing or cannot be, by option.
    """

    def __init__(self, *, can_ask: bool) -> None:
        self.can_ask = can_ask
        self.problems: list[Problem] = []

    def finish(self) -> None:
        """Tell everything that is missing at once.

        Raises:
            ConfigError: if anything is.
        """
        if self.problems:
            raise ConfigError(self.problems)

    def _tell(self, option: str, message: str) -> None:
        self.problems.append(Problem(f"--{option}", 0, "", message))

    def say(self, text: str) -> None:
        """Explain something to the person who answers."""
        if self.can_ask:
            click.echo(text)

    def one(
        self,
        option: str,
        given: str | None,
        question: str,
        *,
        check: Check = _anything,
        proposal: str | None = None,
        may_be_empty: bool = False,
    ) -> str:
        """One line of text.

        Args:
            option: The option that answers it.
            given: What that option says, or None.
            question: The question.
            check: Says what is the matter with an answer.
            proposal: What an empty answer takes.
            may_be_empty: Whether an empty answer is one.
        """
        if given is None and not self.can_ask:
            if proposal is None and not may_be_empty:
                self._tell(option, "This is missing.")
                return ""
            given = proposal or ""
        if given is not None:
            answer = given.strip()
            complaint = check(answer) if answer or not may_be_empty else ""
            if complaint:
                self._tell(option, complaint)
            return answer
        while True:
            default = "" if proposal is None and may_be_empty else proposal
            shown = bool(proposal)
            answer = click.prompt(question, default=default, show_default=shown).strip()
            if not answer and may_be_empty:
                return ""
            complaint = check(answer) if answer else "Please answer this one."
            if not complaint:
                return str(answer)
            click.echo(f"  {complaint}")

    def choice(
        self,
        option: str,
        given: str | None,
        question: str,
        choices: Mapping[str, str],
        proposal: str | None = None,
    ) -> str:
        """One of some words, each with what it means."""
        if given is None and self.can_ask:
            click.echo(f"\n{question}")
            width = max(map(len, choices))
            for word, meaning in choices.items():
                click.echo(f"  {word:<{width}}  {meaning}")

        def known(answer: str) -> str:
            return (
                "" if _chosen(answer, choices) else f"Please choose one of: {', '.join(choices)}."
            )

        answer = self.one(option, given, "Your choice", check=known, proposal=proposal)
        return _chosen(answer, choices)

    def several(
        self,
        option: str,
        given: Sequence[str],
        question: str,
        *,
        check: Check = _anything,
        least: int = 0,
    ) -> list[str]:
        """Lines of text; an empty line ends them."""
        if given or not self.can_ask:
            for answer in given:
                complaint = check(answer.strip())
                if complaint:
                    self._tell(option, complaint)
            if len(given) < least:
                times = "once" if least == 1 else "twice" if least == 2 else f"{least} times"
                self._tell(option, f"This is needed at least {times}.")
            return [answer.strip() for answer in given]
        click.echo(f"\n{question}")
        answers: list[str] = []
        while True:
            answer = click.prompt(f"  {len(answers) + 1}", default="", show_default=False).strip()
            if not answer:
                if len(answers) >= least:
                    return answers
                more = least - len(answers)
                click.echo(
                    f"  {'One' if more == 1 else 'Two' if more == 2 else more} more, please."
                )
                continue
            complaint = check(answer)
            if complaint:
                click.echo(f"  {complaint}")
            else:
                answers.append(answer)


def _chosen(answer: str, choices: Mapping[str, str]) -> str:
    """The choice an answer means: in any case of letters, or by its beginning where only one has it."""
    folded = answer.lower()
    exact = [word for word in choices if word.lower() == folded]
    begun = [word for word in choices if folded and word.lower().startswith(folded)]
    return exact[0] if exact else begun[0] if len(begun) == 1 else ""
