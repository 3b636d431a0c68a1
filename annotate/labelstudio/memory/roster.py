"""Who the pseudonyms of a backup are: the same people.json, or a fresh one where they become stand-ins. Never a mix."""

from uuid import uuid4

from annotate.errors import AnnotateError
from annotate.labelstudio.memory.people import People

_STAND_IN = "@restored.invalid"  # a domain that never exists: no mail is ever sent to it
_OWN_NAME = "#people"  # no e-mail address: never anybody's


class Roster(People):
    """The pseudonyms of a working folder, read backwards, under a name that says which people.json this is."""

    @property
    def name(self) -> str:
        """Return the file's own name, given at first asking: it tells nothing of the people in it."""
        if _OWN_NAME not in self._names:
            self.also(_OWN_NAME, f"people-{uuid4().hex}")
        return self._names[_OWN_NAME]

    def take_over(self, name: str, pseudonyms: set[str]) -> None:
        """Let the pseudonyms of another people.json be known here; AnnotateError if they are others' already."""
        if name in {self._names.get(_OWN_NAME), *self._names}:
            return
        if taken := sorted(pseudonyms & set(self._names.values())):
            raise AnnotateError(
                f"{self._path}: {', '.join(taken)} are people of another corpus here, not those of the backup: restore "
                "into a working folder of its own (--folder), or put the people.json of the backup's working folder there"
            )
        self.also(name if self._names else _OWN_NAME, name)

    def emails(self, pseudonym: str) -> list[str]:
        """Return the addresses that a pseudonym stands for: several if work was restored for somebody."""
        return [email for email, name in self._names.items() if name == pseudonym and "@" in email]

    def known(self, email: str) -> str:
        """Return the pseudonym of an address, empty if none was given to it yet: none is given by looking."""
        return self._names.get(email.strip().casefold(), "")

    def noted(self, key: str) -> str:
        """Return what was noted under a key that is no address, empty if nothing was."""
        return self._names.get(key, "")

    def stand_in(self, pseudonym: str, name: str) -> str:
        """Return the address of somebody's stand-in account, from now on known by their pseudonym.

        `name` is that of the backup's people.json: the stand-ins of two corpora on one server are not the same.
        """
        email = f"{pseudonym}.{name.removeprefix('people-')[:12]}{_STAND_IN}"
        if self._names.get(email) != pseudonym:
            self.also(email, pseudonym)
        return email
