"""What files of a known size have in common."""

from __future__ import annotations

import io


class SizedFile(io.RawIOBase):
    """A file to read of which the size, in bytes, is known; what ``readinto`` reads is for the class below it to say."""

    def __init__(self, size: int) -> None:
        self._size, self._at = size, 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Set the position, as in any file."""
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def tell(self) -> int:
        """Return the position."""
        return self._at
