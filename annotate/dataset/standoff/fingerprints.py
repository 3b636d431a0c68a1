"""Keyed fingerprints of words: what a release may say of a stretch of text that it may not print.

They are BLAKE2b under a key made from the article's id, so that equal words of two articles have unequal hashes. The
key is public and words are short, so whoever guesses a word can confirm it: this protects wording, not secrets.
"""

from hashlib import blake2b, shake_256

_CONTEXT = 12  # characters on each side of a span
DIGITS = 16  # hexadecimal, of each fingerprint
_SIZE = DIGITS // 2
_TAG = 8


class Fingerprints:
    """The fingerprints of one article's words."""

    def __init__(self, article: str) -> None:
        """Make the keys from the article's id."""
        self._key = blake2b(_bytes(article), digest_size=32).digest()
        self._surface = blake2b(key=self._key, digest_size=_SIZE, person=b"surface")
        self._context = blake2b(key=self._key, digest_size=_SIZE, person=b"context")

    def surface(self, words: str) -> str:
        """Return the fingerprint of a span's own words, 16 hexadecimal digits."""
        state = self._surface.copy()
        state.update(_bytes(words))
        return state.hexdigest()

    def context(self, text: str, start: int, end: int) -> str:
        """Return the fingerprint of the 12 characters before and after [start, end), fewer at an end of the text."""
        state = self._context.copy()
        state.update(_bytes(f"{text[max(start - _CONTEXT, 0) : start]}\0{text[end : end + _CONTEXT]}"))
        return state.hexdigest()

    def seal(self, value: str, words: str) -> str:
        """Return a value that only the words it was said of open again: a tag, then the value under a key stream.

        The key stream is SHAKE-256 of the words' key and of the tag, which is a keyed hash of the value (the synthetic
        initialisation vector of RFC 5297): the same value gives the same seal, two values never share a stream.
        """
        key, plain = self._key_of(words), _bytes(value)
        tag = blake2b(plain, key=key, digest_size=_TAG).digest()
        return (tag + _xor(plain, key, tag)).hex()

    def unseal(self, sealed: str, words: str) -> str | None:
        """Return the value under a seal, None if these are not the words that it was sealed with."""
        try:
            data = bytes.fromhex(sealed)
        except ValueError:
            return None
        key, tag = self._key_of(words), data[:_TAG]
        plain = _xor(data[_TAG:], key, tag)
        if blake2b(plain, key=key, digest_size=_TAG).digest() != tag:
            return None
        return plain.decode("utf-8", "surrogatepass")

    def _key_of(self, words: str) -> bytes:
        return blake2b(_bytes(words), key=self._key, digest_size=32, person=b"seal").digest()


def _xor(data: bytes, key: bytes, tag: bytes) -> bytes:
    stream = shake_256(key + tag).digest(len(data))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True))


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")
