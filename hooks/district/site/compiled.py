"""Compiled templates, kept in the store between runs: compiling them takes longer than an edit's other work."""

from jinja2.bccache import Bucket, BytecodeCache

from district.model.store import Store

_KIND = "templates"


class Compiled(BytecodeCache):
    """The compiled templates of one kind of environment, since how values are escaped is compiled into them."""

    def __init__(self, store: Store, environment: str) -> None:
        self._store = store
        self._environment = environment
        # An edit renders few pages, and the next one others.
        store.keep(_KIND)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the key of a template. Jinja compiles it again if its source has changed."""
        return f"{self._environment} {name}"

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._store.get(_KIND, bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._store.put(_KIND, bucket.key, bucket.bytecode_to_string())
