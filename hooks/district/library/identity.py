"""Ids for feeds and calendars, which stay the same when a record or the site's address changes."""

from uuid import NAMESPACE_URL, uuid5

from district.model.district import District


def urn(district: District, name: str) -> str:
    """Return a `urn:uuid:` (version 5, RFC 4122 4.3) of the district's id and a name such as `event/2024/valskola`."""
    return uuid5(NAMESPACE_URL, f"{district.id}/{name}").urn
