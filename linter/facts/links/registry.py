"""Which addresses earn somebody a commission, and through which programme.

The knowledge is data: ``rules/networks/*.yml``, one file per network or family. The file layout is
described in ``rules/networks/00-layout.yml``. Rules are found by dictionary look-ups (host suffix, first
host label, parameter name, path segment), so a classification costs the same with 30 networks and
with 3,000.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter import lazy_re as re
from linter.data.yaml_nodes import once
from linter.facts.links import urls
from linter.facts.links.network_files import CODES, shipped_networks
from linter.facts.links.url_index import UrlIndex
from linter.facts.links.url_rules import compiled
from linter.finding import CONFIDENCES
from linter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from linter.facts.links.url_index import Bound
    from linter.facts.links.url_rules import Network, UrlRule

_MAX_VALUE = 512
_MAX_PATH = 2048
_MOST_SAID = 80

_PLACEHOLDER = re.compile(
    r"""\{\{ | \{% | \$\{ | <% | %[A-Z_]{3,}% | placeholder | ^__\w+__$ | ^[{\[<$] |
    ^[xX]{3,}(?:-?2\d)?$ | change[-_]?me | replace[-_]?me | ^todo\b |
    ^(?:my|your|insert|enter|add|put|some)[-_ ]?
      (?:own|amazon|amzn|affiliates?|aff|associates?|partner|tracking|referral|ref|publisher|store|site|blog)?
      [-_ ]?(?:tag|id|code|name|user(?:name)?|key|here)?(?:[-_ ]?(?:id|here|tag))?(?:-?2\d)?$ |
    ^(?:amazon|affiliate|aff|associates?|tracking|partner|publisher|referral|ref)[-_]?
      (?:tag|id|code)(?:[-_]?(?:here|2\d))?$ |
    ^(?-i:[A-Z]+(?:_[A-Z]+)*_(?:TAG|ID|CODE|KEY))$""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an address is, and how sure that is."""

    network: str
    programme: str
    kind: str
    confidence: str
    evidence: str
    destination: str | None
    tag: str | None
    placeholder: bool
    retired: bool
    part_of: str = ""
    """The entry whose programme it belongs to, where ``network`` is one of its other shapes (short links)."""
    parameter: str = ""
    """Where the id stands: a parameter's lower-case name (``#name`` in a fragment where the entry knows it in a query),
    ``path`` or ``host``."""
    beside: str = ""
    """The entry whose links in the same article make a possible one likely."""

    def is_of(self, networks: Collection[str]) -> bool:
        """Say whether it belongs to one of some entries; to none named, every address does."""
        return not networks or self.network in networks or self.part_of in networks


@dataclass(slots=True)
class _Facts:
    """An address prepared for matching: parameters by lower-case name, the path decoded."""

    url: urls.Url
    path: str
    params: dict[str, str]


@dataclass(slots=True)
class _Hit:
    """A rule that matched, and the name and value of the id it found."""

    network: Network
    rule: UrlRule
    source: str
    value: str
    placeholder: bool


class Registry:
    """Networks by what gives them away. ``default`` returns the shipped ones, ``extended`` adds to them."""

    def __init__(self, networks: Sequence[Network]) -> None:
        self._networks = tuple(networks)
        self._index = UrlIndex()
        self._residue: dict[str, list[tuple[str, Network]]] = {}
        self._names = {host: network.name for network in self._networks for host in network.codes}
        for network in self._networks:
            for rule in network.rules:
                self._index.add(network, rule)
                for name, pattern in rule.params + rule.choices if network.kind == "residue" else ():
                    self._residue.setdefault(name, []).append((pattern, network))
        self._index.sort()
        self._markup = [(pattern, network) for network in self._networks for pattern in network.markup]
        self._any_markup = "|".join(pattern.replace("?P<tag>", "") for pattern, _ in self._markup)

    @classmethod
    def default(cls) -> Registry:
        """Return the shipped data, read once per process."""
        return _default()

    def extended(self, added: Sequence[Network]) -> Registry:
        """Return a registry with further entries in front of these; one of the same id takes the place of ours."""
        mine = {network.id for network in added}
        return Registry([*added, *(network for network in self._networks if network.id not in mine)])

    def entries(self) -> Sequence[Network]:
        """Return every entry, the traps included."""
        return self._networks

    def classify(self, url: str) -> Verdict | None:
        """Say what an address is, or the start tag of an advertisement; None when it is no affiliate link. Never raises."""
        if url[:1] == "<":
            return next((said for *_, said in self.markup(url)), None)
        return self._classify(url, urls.MAX_DEPTH)

    def knows(self, host: str) -> bool:
        """Say whether an entry or a trap speaks about a host: a rule for ``go.`` of any brand's host does not."""
        read = urls.parse(f"https://{host}/")
        hosted, _, traps = self._index.candidates(read) if read is not None else ([], [], [])
        return bool(hosted or traps)

    def parameters(self, url: str) -> tuple[str, ...]:
        """Return the names by which entries that know the host of an address know an id there, the surest first."""
        read = urls.parse(url)
        hosted = self._index.candidates(read)[0] if read is not None else []
        bound = sorted((rule.rank, name) for _, rule in hosted for name, _ in (*rule.params, *rule.choices)[:1])
        return tuple(dict.fromkeys(name for _, name in bound if not name.startswith("#")))

    def click_residue(self, url: str) -> list[tuple[str, str, str]]:
        """Return the click ids that a landing page left in an address, then what came with them: (parameter, value, network)."""
        read = urls.parse(url)
        if read is None:
            return []
        clicks = [
            (name, value, network)
            for name, value in read.query
            for pattern, network in self._residue.get(name.lower(), ())
            if value and _full(pattern, value, trusted=network.trusted)
        ]
        beside = {companion: network for _, _, network in clicks for companion in network.companions}
        found = clicks + [(name, value, beside[name.lower()]) for name, value in read.query if name.lower() in beside]
        return [(name, value, network.network or network.id) for name, value, network in found]

    def markup(self, text: str) -> Iterator[tuple[int, int, Verdict]]:
        """Yield what in scripts and start tags makes a programme's script show an advertisement, in order, without overlaps."""
        if not self._any_markup or compiled(self._any_markup, trusted=False).search(text) is None:
            return
        found = [
            (match.start(), match.end(), match.groupdict().get("tag") or "", network)
            for pattern, network in self._markup
            for match in compiled(pattern, network.trusted).finditer(text)
        ]
        done = -1
        for start, end, tag, network in sorted(found, key=lambda one: one[:2]):
            if start < done:
                continue
            done = end
            placeholder = bool(tag and _PLACEHOLDER.search(tag))
            confidence = "possible" if placeholder else "certain"
            said = " ".join(text[start : min(end, start + _MOST_SAID)].split())
            yield (
                start,
                end,
                Verdict(
                    network.id,
                    network.name,
                    network.kind,
                    confidence,
                    said,
                    None,
                    tag or None,
                    placeholder,
                    network.retired,
                    network.part_of,
                ),
            )

    def _classify(self, url: str, depth: int) -> Verdict | None:
        """Classify one layer; the outermost network decides, the innermost address is reported."""
        read = urls.parse(url)
        if read is None:
            return None
        hosted, others, suspects = self._index.candidates(read)
        if not hosted and not others:
            return None
        facts = _facts(read)
        best, strength = _decide(hosted, others, facts)
        if best is None:
            return None
        traps = [network for network, rule in suspects if _match(network, rule, facts)]
        if traps and (strength < best.rule.rank[2] or _overruled(best.network, best.rule, traps)):
            hosted, others = ([b for b in found if not _overruled(*b, traps)] for found in (hosted, others))
            best, strength = _decide(hosted, others, facts)
            if best is None:
                return None
        inner_url = urls.unwrap_once(read, best.rule.to) if depth > 0 else None
        redirector = best.network.kind == "redirector"
        deeper = inner_url and (redirector or "http" in inner_url[8:].lower())
        inner = self._classify(inner_url, depth - 1) if inner_url and deeper else None
        if redirector:
            return _carried(inner, read) if inner else None
        verdict = _verdict(best, read, CONFIDENCES[strength], (inner and inner.destination) or inner_url)
        return replace(verdict, programme=self._name(best, read)) if best.network.named_by_host else verdict

    def _name(self, hit: _Hit, read: urls.Url) -> str:
        """Return the name of one programme of an entry that holds many: another entry's for the host, or the host."""
        host = read.host
        while host:
            if host in self._names:
                return self._names[host]
            if host in hit.rule.hosts:
                return host
            host = host.partition(".")[2]
        return hit.network.name


@once
def _default() -> Registry:
    """Read the shipped entries."""
    return Registry(shipped_networks())


def _facts(read: urls.Url) -> _Facts:
    """Prepare an address: of a repeated parameter the first non-empty value counts."""
    params: dict[str, str] = {}
    for key, value in read.query:
        for name in urls.rule_names(key):
            if not params.get(name):
                params[name] = value[:_MAX_VALUE].strip()
    for key, value in read.fragment_query:
        if not params.get(name := f"#{key.strip().lower()}"):
            params[name] = value[:_MAX_VALUE].strip()
    path = read.path[:_MAX_PATH]
    return _Facts(read, unquote(path) if "%" in path else path, params)


def _decide(hosted: list[Bound], others: list[Bound], facts: _Facts) -> tuple[_Hit | None, int]:
    """Choose the rule to name, and how strong all evidence together is (0 certain to 2 possible).

    A rule that knows the host names the programme even when a stronger one only knows the shape; a
    generic rule adds nothing to one that knows the host.
    """
    best = _best(hosted, facts)
    if best is None or best.rule.rank[2] > 0:
        shape = _best(others, facts)
        if shape and best and shape.network.kind != "generic":
            strength = min(best.rule.rank[2], shape.rule.rank[2])
            return min(best, shape, key=lambda hit: hit.rule.rank), strength
        best = best or shape
    return best, best.rule.rank[2] if best else 2


def _best(candidates: list[Bound], facts: _Facts) -> _Hit | None:
    """Return the hit of the best rank; rules that could not be better are not tested."""
    best: _Hit | None = None
    params = facts.params
    for network, rule in candidates:
        if rule.needs and rule.needs not in params:
            continue
        if best is not None and rule.rank >= best.rule.rank:
            continue
        if hit := _match(network, rule, facts):
            best = hit
    return best


def _fit(pattern: str, given: str | None, *, trap: bool, trusted: bool) -> bool | None:
    """Say whether a value has still to be filled in, None where it is not the pattern's; an empty pattern wants no value."""
    if not given:
        return None if pattern or given is None else False
    if _full(pattern, given, trusted=trusted):
        return False
    return None if trap or not _PLACEHOLDER.search(given) else True


def _match(network: Network, rule: UrlRule, facts: _Facts) -> _Hit | None:
    """Test one rule; the conditions that are cheap and seldom hold come first."""
    params = facts.params
    if rule.needs and rule.needs not in params:
        return None
    if rule.choices and rule.choice_names.isdisjoint(params):
        return None
    trusted, trap = network.trusted, network.kind == "not-affiliate"
    source = value = ""
    placeholder = False
    for name, pattern in rule.params:
        given = params.get(name)
        unfilled = _fit(pattern, given, trap=trap, trusted=trusted)
        if unfilled is None:
            return None
        placeholder = placeholder or unfilled
        source, value = (source, value) if source or not given else (name, given)
    if rule.choices:
        chosen = _chosen(rule.choices, params, trap=trap, trusted=trusted)
        if chosen is None:
            return None
        source, value = (source, value) if source else chosen
    if rule.without and _forbidden(rule.without, params, trusted=trusted):
        return None
    for pattern, text, name in ((rule.path, facts.path, "path"), (rule.host, facts.url.host, "host")):
        if pattern:
            found = compiled(pattern, trusted).search(text)
            if found is None:
                return None
            if not source and "?P<tag>" in pattern and found.group("tag"):
                source, value = name, found.group("tag")
    if rule.tag:
        source, value = rule.tag, params.get(rule.tag, "")
    placeholder = placeholder or bool(value and _PLACEHOLDER.search(value))
    return _Hit(network, rule, source, value, placeholder)


def _forbidden(pairs: Sequence[urls.Pair], params: Mapping[str, str], *, trusted: bool) -> bool:
    """Say whether a parameter is present that speaks against the rule."""
    return any(name in params and _full(pattern, params[name], trusted=trusted) for name, pattern in pairs)


def _chosen(choices: Sequence[urls.Pair], params: Mapping[str, str], *, trap: bool, trusted: bool) -> urls.Pair | None:
    """Return the first of several alternative parameters that is present with a fitting value."""
    for name, pattern in choices:
        given = params.get(name)
        if given and (_full(pattern, given, trusted=trusted) or (not trap and _PLACEHOLDER.search(given))):
            return name, given
    return None


def _full(pattern: str, value: str, *, trusted: bool) -> bool:
    """Match a whole value; the word ``any`` accepts every value that is not empty."""
    if pattern == "any":
        return bool(value)
    return compiled(pattern, trusted).fullmatch(value[:_MAX_VALUE]) is not None


def _overruled(network: Network, rule: UrlRule, traps: Iterable[Network]) -> bool:
    """Say whether one of the matching traps speaks about this entry, or about the code forms that entries share."""
    about = {network.id, network.kind, CODES} if rule.shared else {network.id, network.kind}
    return any(not trap.of or not about.isdisjoint(trap.of) for trap in traps)


def _verdict(hit: _Hit, read: urls.Url, confidence: str, destination: str | None) -> Verdict:
    """Put a hit into words."""
    network = hit.network
    hit.source = urls.written_name(read, hit.source)
    host = read.host.removeprefix("www.")
    if hit.source and hit.source not in {"path", "host"}:
        evidence = f"{hit.source}={hit.value[:60]} on {host}"
    elif hit.rule.path:
        evidence = f"{host}{read.path[:60]}"
    else:
        evidence = f"host {host}"
    return Verdict(
        network.id,
        network.name,
        network.kind,
        "possible" if hit.placeholder else confidence,
        evidence,
        destination,
        hit.value or None,
        hit.placeholder,
        network.retired,
        network.part_of,
        _parameter(hit),
        network.beside,
    )


def _parameter(hit: _Hit) -> str:
    """Return where an id stands. A fragment is where some programmes want it: then it is no place to speak of.

    Where it is a mistake, the entry knows the same name in a query, and is surer of it there.
    """
    name = hit.source.removeprefix("#")
    if name == hit.source:
        return name
    sent = [
        rule.rank[2]
        for rule in hit.network.rules
        if any(other == name for other, _ in (*rule.choices, *(rule.params if len(rule.params) == 1 else ())))
    ]
    return hit.source if sent and min(sent) < hit.rule.rank[2] else ""


def _carried(inner: Verdict, read: urls.Url) -> Verdict:
    """Weaken the verdict on an address that a neutral redirector carries."""
    confidence = "likely" if inner.confidence == "certain" else inner.confidence
    return replace(inner, confidence=confidence, evidence=f"{inner.evidence}, through {read.host}")
