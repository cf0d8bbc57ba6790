"""Whether a negation governs the words of a sentence, and which negations deny nothing."""

from linter import lazy_re as re
from linter.facts.disclosure.vocabulary import LanguageTable

# Words before an earning phrase in which a negation still governs it: "none of these shops pay us".
_WORDS_BEFORE = 4
# Words after it, for languages that put the negation last: "Provision erhalten wir dafür nicht".
_WORDS_AFTER = 3
# The same in unspaced scripts, in UTF-8 bytes: two characters before, a dozen after.
_BYTES_BEFORE = 6
_BYTES_AFTER = 36
_UNSPACED_END = re.compile("[,、。，;；(（—]|が、|지만|으나|但|而")
# What stands between affiliate words and the reassurance behind them: the rest of the name and a mark.
_MARKED_OFF = re.compile(r"[^,—:;(、·]{0,24}[,—:;(、·]\s*[^\s]?")
# How long a notice without a verb may be, in bytes.
_LONGEST_REASSURED = 100
_LONGEST_PROMISE = 40
_MARK = re.compile(r"[,—:;(、·]")
_CLAUSE_END = tuple(f" {mark} ".encode() for mark in ",;:()[]|—·،؛")


def words_before(words: bytes, start: int) -> bytes:
    """Return the last few words of the clause before an offset, with a space at either end."""
    head = words[:start] + b" "
    cut = max(head.rfind(mark) for mark in _CLAUSE_END)
    clause = head[cut + 2 :] if cut >= 0 else head
    return b" " + b" ".join(clause.split()[-_WORDS_BEFORE:]) + b" "


def _after(words: bytes, end: int) -> bytes:
    """Return the first few words of the clause after an offset, with a space at either end."""
    tail = b" " + words[end:].lstrip()
    cuts = [at for mark in _CLAUSE_END if (at := tail.find(mark)) >= 0]
    clause = tail[: min(cuts)] if cuts else tail
    return b" " + b" ".join(clause.split()[:_WORDS_AFTER]) + b" "


def is_negated(table: LanguageTable, words: bytes, start: int, end: int) -> bool:
    """Say whether a negation governs the phrase at the span: inside it, just before or just after it."""
    negation, after = table.pattern("negation"), table.pattern("negation_after")
    if not table.spaced:
        before = table.pattern("negation_before")
        if before and before.search(words[max(0, start - _BYTES_BEFORE) : start]):
            return True
        tail = _UNSPACED_END.split(words[end : end + _BYTES_AFTER].decode(errors="ignore"))[0].encode()
        return bool(negation and negation.search(words[start:end] + tail))
    if negation and (negation.search(words[start:end]) or negation.search(words_before(words, start))):
        return True
    return bool(after and after.search(_after(words, end)))


def without_innocent(table: LanguageTable, words: bytes) -> bytes:
    """Take out phrases whose negation denies nothing: "at no extra cost", "does not affect our choice"."""
    innocent = table.pattern("innocent")
    if innocent is None:
        return words
    for _ in range(4):
        match = innocent.search(words)
        if match is None:
            break
        start, end = match.span()
        words = words[:start] + (b" " if table.spaced else b"") + words[end:]
    return words


def reassures(table: LanguageTable, written: bytes, words: bytes) -> bool:
    """Say whether affiliate words and a mark stand before what does the reader no harm: “Affiliate links, at no extra cost”."""
    between = _before_reassurance(table, written) if len(words) != len(written) else None
    return between is not None and _MARKED_OFF.fullmatch(between) is not None


def promises(table: LanguageTable, written: bytes, words: bytes) -> bool:
    """Say whether a commission stands between the two: “Affiliate links: commission at no extra cost to you”."""
    between = _before_reassurance(table, written) if len(words) != len(written) else None
    paid = table.pattern("commission")
    if between is None or paid is None or len(between) > _LONGEST_PROMISE:
        return False
    return _MARK.search(between) is not None and paid.search(between.encode()) is not None


def _before_reassurance(table: LanguageTable, written: bytes) -> str | None:
    """Return what stands between affiliate words and an innocent phrase behind them, None where they do not stand so."""
    if len(written) > _LONGEST_REASSURED:
        return None
    named, harmless = (next(table.pattern(group).finditer(written), None) for group in ("affiliate", "innocent"))
    if named is None or harmless is None or named.end() > harmless.start():
        return None
    return written[named.end() - 1 : harmless.start() + 1].decode(errors="replace")
