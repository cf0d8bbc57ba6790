"""affilint.yml or [tool.affilint] -> which rules hold for a path, and what the site is like.

A file is looked for upwards from each article, up to the root of its repository. Every mistake is a
DataError with file, line, column, the key in question and the nearest right one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

import re2

from linter.configuration.keys import (
    AFFILIATE_KEYS,
    BRAND_KEYS,
    CONFIG_KEYS,
    DISCLOSURE_KEYS,
    FAIL_LEVELS,
    LAYOUTS,
    OVERRIDE_KEYS,
    STATEMENTS,
)
from linter.data.resources import language_codes, rules_dir
from linter.data.yaml_nodes import DataError, Node, read_toml_table, read_yaml, suggest
from linter.facts.language.detection import base_language
from linter.finding import CONFIDENCES, Confidence
from linter.rulebook.loader import Rulebook
from linter.rulebook.packs import RuleSetting, market_packs, pack_name, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pathspec

CONFIG_NAMES = ("affilint.yml", "affilint.yaml", ".affilint.yml", ".affilint.yaml")
DEFAULT_PACK = "recommended"
BRAND_RULE = "brand/spelling"
CONSISTENCY_RULE = "brand/inconsistent-name"


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for the paths that match (gitignore patterns, relative to the configuration's folder)."""

    paths: pathspec.PathSpec[Any]
    rules: Mapping[str, RuleSetting]
    language: str | None = None
    encoding: str | None = None
    markets: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Config:
    """One configuration file, validated."""

    root: Path
    path: str | None = None
    packs: tuple[str, ...] = (DEFAULT_PACK,)
    markets: tuple[str, ...] = ()
    rulebook: Rulebook = field(default_factory=Rulebook.shipped)
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    language: str | None = None
    encoding: str | None = None
    affiliate: Mapping[str, Any] = field(default_factory=dict)
    disclosure: Mapping[str, Any] = field(default_factory=dict)
    brand: Mapping[str, Any] = field(default_factory=dict)
    baseline: str | None = None
    fail_on: str = "error"
    min_confidence: Confidence = "possible"
    read_site: bool = True
    digest: str = ""
    """Of the file that it was read from."""


def find_config(start: Path) -> Path | None:
    """Look for a configuration file from a folder upwards; stop at the root of the repository."""
    for folder in (start, *start.parents):
        for name in CONFIG_NAMES:
            if (folder / name).is_file():
                return folder / name
        project = folder / "pyproject.toml"
        if project.is_file() and _configures(project):
            return project
        if (folder / ".git").exists():
            return None
    return None


def _configures(project: Path) -> bool:
    """Say whether a pyproject.toml holds our table; one that cannot be read is somebody else's business."""
    try:
        return "[tool.affilint" in project.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def load_config(path: Path, shown: str | None = None) -> Config:
    """Read a configuration file. Raises DataError."""
    name = shown or str(path)
    text = _read(path, name)
    if path.suffix == ".toml":
        node = read_toml_table(text, name, ("tool", "affilint")) or Node({}, name, 1, 1, {})
    else:
        node = read_yaml(text, name)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(read_config(node, path.resolve().parent), digest=digest)


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(name, 1, 1, f"cannot be read: {error}") from error


def read_config(node: Node, root: Path) -> Config:
    """Validate a configuration. Raises DataError."""
    keys = node.mapping("the configuration", CONFIG_KEYS)
    packs = (
        tuple(pack_name(item) for item in keys["extends"].sequence("extends")) if "extends" in keys else (DEFAULT_PACK,)
    )
    rulebook = Rulebook.shipped()
    if "rule_packs" in keys:
        rulebook = Rulebook.load(_pack_path(item, root) for item in keys["rule_packs"].sequence("rule_packs"))
    return Config(
        root=root,
        path=node.path,
        packs=packs,
        markets=_read_markets(keys["markets"]) if "markets" in keys else (),
        rulebook=rulebook,
        rules=read_settings(keys["rules"], rulebook) if "rules" in keys else {},
        overrides=tuple(_read_override(item, rulebook) for item in keys["overrides"].sequence("overrides"))
        if "overrides" in keys
        else (),
        include=tuple(_path_patterns(keys["include"], "include")) if "include" in keys else (),
        exclude=tuple(_path_patterns(keys["exclude"], "exclude")) if "exclude" in keys else (),
        language=_read_language(keys["language"]) if "language" in keys else None,
        encoding=keys["encoding"].string("encoding") if "encoding" in keys else None,
        affiliate=_read_affiliate(keys["affiliate"]) if "affiliate" in keys else {},
        disclosure=_read_disclosure(keys["disclosure"]) if "disclosure" in keys else {},
        brand=_read_brand(keys["brand"]) if "brand" in keys else {},
        baseline=_file_name(keys["baseline"], "baseline") if "baseline" in keys else None,
        fail_on=keys["fail_on"].choice("fail_on", FAIL_LEVELS) if "fail_on" in keys else "error",
        min_confidence=cast("Confidence", keys["min_confidence"].choice("min_confidence", CONFIDENCES))
        if "min_confidence" in keys
        else "possible",
        read_site=keys["read_site"].boolean("read_site") if "read_site" in keys else True,
    )


def _pack_path(node: Node, root: Path) -> Path:
    path = root / node.string("each item of rule_packs")
    if not path.exists():
        node.fail(f"the rule pack {node.value!r} does not exist (it is looked for from {root})")
    return path


def _file_name(node: Node, what: str) -> str:
    name = node.string(what)
    if not name or "\0" in name:
        node.fail(f"{what} must name a file")
    return name


def _path_patterns(node: Node, what: str) -> list[str]:
    """Read gitignore patterns, each checked at its place."""
    import pathspec  # noqa: PLC0415 - few configurations name paths

    patterns = node.strings(what)
    for pattern, item in zip(patterns, node.sequence(what), strict=True):
        try:
            pathspec.PathSpec.from_lines("gitignore", [pattern])
        except ValueError as error:
            item.fail(f"{pattern!r} is not a valid gitignore pattern: {error}")
    return patterns


def _read_override(node: Node, rulebook: Rulebook) -> Override:
    import pathspec  # noqa: PLC0415 - few configurations name paths

    keys = node.mapping("an override", OVERRIDE_KEYS)
    if "paths" not in keys:
        node.fail("an override needs the key 'paths'")
    return Override(
        paths=pathspec.PathSpec.from_lines("gitignore", _path_patterns(keys["paths"], "paths")),
        rules=read_settings(keys["rules"], rulebook) if "rules" in keys else {},
        language=_read_language(keys["language"]) if "language" in keys else None,
        encoding=keys["encoding"].string("encoding") if "encoding" in keys else None,
        markets=_read_markets(keys["markets"]) if "markets" in keys else None,
    )


def _read_markets(node: Node) -> tuple[str, ...]:
    """Read the codes of the countries whose readers the articles are for."""
    known = market_packs()
    return tuple(item.choice("each item of markets", tuple(known)) for item in node.sequence("markets"))


def _read_language(node: Node) -> str:
    """Read a language code of which affilint knows at least something."""
    language = node.string("language").lower()
    known = language_codes()
    if base_language(language) not in known:
        node.fail(f"affilint knows no language {language!r}{suggest(language, known)} (it knows {', '.join(known)})")
    return language


def _read_affiliate(node: Node) -> dict[str, Any]:
    keys = node.mapping("affiliate", AFFILIATE_KEYS)
    values: dict[str, Any] = {
        key: tuple(keys[key].strings(key)) for key in ("cloaks", "hosts", "not_affiliate", "components") if key in keys
    }
    for item in keys["cloaks"].sequence("cloaks") if "cloaks" in keys else ():
        if len(item.value) < 2 or not (item.value.startswith("/") or "://" in item.value):
            item.fail("a cloak must be the start of an address, such as /go/ or https://shop.example/out/")
    for key in ("hosts", "not_affiliate"):
        for item in keys[key].sequence(key) if key in keys else ():
            if "/" in item.value or "." not in item.value:
                item.fail(f"each item of {key} must be a host such as deals.example, not {item.value!r}")
    if "own_tags" in keys:
        values["own_tags"] = _read_own_tags(keys["own_tags"])
    if "rel_added_at_build" in keys:
        values["rel_added_at_build"] = keys["rel_added_at_build"].boolean("rel_added_at_build")
    return values


def _read_own_tags(node: Node) -> dict[str, frozenset[str]]:
    """Read the site's publisher ids: a list of Amazon tags, or lists by network id."""
    if isinstance(node.value, str):
        node.fail(f"own_tags must be a list, such as [{node.value}], or lists by network")
    if isinstance(node.value, list):
        return {"amazon": frozenset(tag.lower() for tag in node.strings("own_tags"))}
    from linter.facts.links.registry import Registry  # noqa: PLC0415 - only where ids are given by network

    known = {network.id for network in Registry.default().entries()}
    tags: dict[str, frozenset[str]] = {}
    for network, value in node.mapping("own_tags", known).items():
        tags[network] = frozenset(tag.lower() for tag in value.strings(f"own_tags: {network}"))
    return tags


def _read_disclosure(node: Node) -> dict[str, Any]:
    keys = node.mapping("disclosure", DISCLOSURE_KEYS)
    values: dict[str, Any] = {}
    if "accept" in keys:
        values["accept"] = tuple(_compiled(item) for item in keys["accept"].sequence("accept"))
    if "components" in keys:
        values["components"] = tuple(keys["components"].strings("components"))
    if "site_statements" in keys:
        values["site_statements"] = tuple(
            item.choice("each item of site_statements", STATEMENTS)
            for item in keys["site_statements"].sequence("site_statements")
        )
    if "text" in keys:
        values["text"] = _house_disclosure(keys["text"])
    if "layout" in keys:
        values["layout"] = keys["layout"].choice("layout", LAYOUTS)
    return values


def _house_disclosure(node: Node) -> str:
    """Read the sentence that fixes insert; one that does not disclose would fix nothing."""
    from linter.facts.disclosure.detector import DisclosureDetector  # noqa: PLC0415 - only where it is given

    text = " ".join(node.string("text").split())
    if not any(match.strength == "clear" for match in DisclosureDetector.default().find(text)):
        node.fail(
            "text must be a sentence that tells a reader that you are paid, such as “We earn a commission when you buy through links in this article.”"
        )
    return text


def _compiled(node: Node) -> Any:
    quiet = re2.Options()
    quiet.log_errors = False
    try:
        return re2.compile(node.string("each item of accept"), quiet)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        node.fail(f"not a valid RE2 pattern: {reason}")


def _read_brand(node: Node) -> dict[str, Any]:
    keys = node.mapping("brand", BRAND_KEYS)
    values: dict[str, Any] = {}
    if "names" in keys:
        values["names"] = keys["names"].strings("names")
    if "replace" in keys:
        values["replace"] = {
            wrong: right.string(f"replace: {wrong}") for wrong, right in keys["replace"].mapping("replace").items()
        }
    return values


def own_rules(config: Config) -> list[str]:
    """Return the rules that a configuration adds, written out, without where they lie."""
    if config.rulebook is Rulebook.shipped():
        return []
    shipped = Rulebook.shipped().rules
    return [repr(replace(rule, path="")) for key, rule in config.rulebook.rules.items() if key not in shipped]


def rulebook_digest(configs: Iterable[Config] = ()) -> str:
    """Return a digest of all shipped rule data, and of the rules that configurations add; not of where they lie."""
    digest = hashlib.sha256()
    base = rules_dir()
    for path in sorted(base.rglob("*.yml")):
        digest.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for rule in sorted({rule for config in configs for rule in own_rules(config)}):
        digest.update(f"{rule}\0".encode())
    return f"sha256:{digest.hexdigest()}"
