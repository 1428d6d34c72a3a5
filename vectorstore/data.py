"""Where things are kept: the one place that knows the layout of the data directory."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataDirectory:
    """The data directory and the names inside it. Nothing is created here."""

    root: Path

    @property
    def documents(self) -> Path:
        """Return the folder of originals and stored texts, one folder a document."""
        return self.root / "documents"

    @property
    def indexes(self) -> Path:
        """Return the folder of index versions."""
        return self.root / "indexes"

    @property
    def staging(self) -> Path:
        """Return the folder where a version is built before it is published."""
        return self.indexes / ".staging"

    @property
    def write_lock(self) -> Path:
        """Return the lock that a writer holds for the whole of a build."""
        return self.indexes / "write.lock"

    @property
    def notes_lock(self) -> Path:
        """Return the lock that is held while a line is added to what people say, for a moment, also during a build."""
        return self.root / "notes.lock"

    @property
    def live(self) -> Path:
        """Return the pointer to the version that is served; replaced only as a whole."""
        return self.root / "live"

    @property
    def releases(self) -> Path:
        """Return the log of releases, one JSON object a line."""
        return self.root / "releases.jsonl"

    @property
    def withdrawn(self) -> Path:
        """Return the list of withdrawn documents, one JSON object a line."""
        return self.root / "withdrawn.jsonl"

    @property
    def corrections(self) -> Path:
        """Return the log of what people said about documents, one JSON object a line."""
        return self.root / "corrections.jsonl"

    @property
    def embeddings(self) -> Path:
        """Return the cache of vectors by content and model."""
        return self.root / "cache" / "embeddings.sqlite"

    @property
    def records(self) -> Path:
        """Return the application's own database: accounts, kept conversations."""
        return self.root / "app.sqlite"

    @property
    def questions(self) -> Path:
        """Return the folder of a maintainer's own question sets, JSON Lines files that are kept in version control."""
        return self.root / "questions"

    @property
    def evaluations(self) -> Path:
        """Return the folder of evaluations, by the version that they are of."""
        return self.root / "evaluations"

    @property
    def uploads(self) -> Path:
        """Return the folder of what came over the web: files until they are read, reports of the latest after that."""
        return self.root / "uploads"

    @property
    def quizzes(self) -> Path:
        """Return the folder of quizzes that trainers draft, a file each."""
        return self.root / "quizzes"
