"""A mistake in a file of networks is named with file, line, column and the nearest right word."""

from __future__ import annotations

import pytest

from linter.data.resources import rules_dir
from linter.data.yaml_nodes import DataError, read_yaml, read_yaml_file
from linter.facts.links.network_files import read_files, read_networks, shipped_networks

RIGHT = """\
networks:
  acme:
    name: Acme partners
    kind: network
    names_publisher: true
    rules:
    - hosts: acme.example
      params: {id: '\\d+'}
      path: '^/go/(?P<tag>\\w+)'
      to: [url, base64:u, '@path']
      confidence: likely
    - any: ref aff=\\w+
      without: {page: any}
    positive: [https://acme.example/go/me?id=1]
  acme-short:
    kind: shortener
    part_of: acme
    rules: [{hosts: [a.example, b.example], label: go, segment: out, tag: id}]
  acme-click:
    kind: residue
    network: acme
    rules: [{params: {acmeclick: any}}]
  trap:
    kind: not-affiliate
    of: [acme, shortener]
    rules: [{hosts: acme.example, host: '^www'}]
"""


def test_a_file_without_mistakes_is_read_whole() -> None:
    acme, short, click, trap = read_files([read_yaml(RIGHT, "acme.yml")])
    assert (acme.name, acme.names_publisher, short.part_of, click.network) == ("Acme partners", True, "acme", "acme")
    assert trap.of == ("acme", "shortener")
    assert acme.rules[0].to == ("url", "base64:u", "@path")
    assert acme.rules[1].choices == (("ref", "any"), ("aff", "\\w+"))
    assert short.rules[0].hosts == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("right", "wrong", "place", "message"),
    [
        ("networks:", "netwroks:", "1:1", "unknown key 'netwroks' in a file of networks; did you mean 'networks'?"),
        ("  acme:", "  Acme:", "2:3", "the id 'Acme' of an entry must be words in lower case with hyphens"),
        ("kind: network", "kind: netwrok", "4:11", "not 'netwrok'; did you mean 'network'?"),
        ("    kind: network\n", "", "2:3", "the entry acme needs the key 'kind'"),
        ("name: Acme partners", "nam: Acme", "3:5", "unknown key 'nam' in the entry acme; did you mean 'name'?"),
        ("name: Acme partners", "name: [Acme]", "3:11", "name must be text, not a list"),
        ("publisher: true", "publisher: yess", "5:22", "names_publisher must be true or false, not text"),
        ("hosts: acme.example", "host: (", "7:13", "host: '(' is not a valid pattern"),
        ("hosts: acme.example", "hosts: https://acme.example", "7:14", "'https://acme.example' is no host name"),
        ("hosts: acme.example", "hosts: 7", "7:14", "hosts must be a list, not a number"),
        (
            "hosts: acme.example",
            "hosst: acme.example",
            "7:7",
            "unknown key 'hosst' in a rule of an entry; did you mean",
        ),
        ("{id: '\\d+'}", "{id: '(\\d'}", "8:20", "params: '(\\\\d' is not a valid pattern"),
        ("{id: '\\d+'}", "{id: 7}", "8:20", "params: id must be text, not a number"),
        ("{id: '\\d+'}", "{id=: any}", "8:16", "'id=' is no name of a parameter"),
        ("{id: '\\d+'}", "[id]", "8:15", "params must be a mapping of keys to values, not a list"),
        ("?P<tag>", "?P<tga>", "9:13", "the group with the publisher's id is named 'tag', not 'tga'"),
        ("'@path'", "'@pth'", "10:27", "there is no way '@pth' to find a destination; did you mean '@path'?"),
        ("'@path'", "'@base64'", "10:27", "there is no way '@base64' to find a destination"),
        ("base64:u", "base46:u", "10:17", "there is no decoder 'base46'; did you mean 'base64:'?"),
        ("confidence: likely", "confidence: likley", "11:19", "did you mean 'likely'?"),
        ("aff=\\w+", "aff=(", "12:12", "any: '(' is not a valid pattern"),
        ("part_of: acme", "part_of: acmee", "17:14", "there is no other entry 'acmee'; did you mean 'acme'?"),
        ("part_of: acme", "part_of: acme-short", "17:14", "there is no other entry 'acme-short'"),
        ("segment: out", "segment: out/", "18:65", "segment must be one part between two '/' in lower case"),
        ("label: go", "label: go.to", "18:52", "label must be one part between two '.' in lower case"),
        ("network: acme\n", "network: acmi\n", "21:14", "there is no other entry 'acmi'; did you mean 'acme'?"),
        ("{params: {acmeclick: any}}", "{path: /x}", "22:13", "needs one of the keys hosts, label, segment"),
        ("[{params: {acmeclick: any}}]", "[]", "22:12", "an entry needs at least one rule"),
        ("of: [acme, shortener]", "of: [acme, shortner]", "25:16", "no entry or kind 'shortner'; did you mean"),
        ("kind: not-affiliate", "kind: cloak", "25:5", "only an entry of the kind not-affiliate has the key 'of'"),
    ],
)
def test_every_mistake_names_its_place_and_the_nearest_right_word(
    right: str, wrong: str, place: str, message: str
) -> None:
    assert RIGHT.count(right) == 1 or right in {"name: Acme partners", "hosts: acme.example", "kind: network"}
    with pytest.raises(DataError) as raised:
        read_files([read_yaml(RIGHT.replace(right, wrong, 1), "acme.yml")])
    assert str(raised.value).startswith(f"acme.yml:{place}: ")
    assert message in str(raised.value)


def test_an_entry_in_two_files_is_named_with_the_place_of_the_second() -> None:
    with pytest.raises(DataError, match=r"^two\.yml:2:3: the entry 'acme' is already in one\.yml$"):
        read_files([read_yaml(RIGHT, "one.yml"), read_yaml(RIGHT, "two.yml")])


def test_shared_code_forms_belong_to_every_entry_with_codes() -> None:
    text = """\
codes: [{any: {ref: any}}]
networks:
  acme: {kind: referral, codes: acme.example}
  group: {kind: direct, named_by_host: true, rules: [{hosts: acme.example, params: {ref: any}, path: /}]}
"""
    acme, group = read_files([read_yaml(text, "acme.yml")])
    assert [rule.shared for rule in acme.rules] == [True]
    assert acme.rules[0].rank < group.rules[0].rank


def test_codes_without_shared_forms_are_a_mistake() -> None:
    with pytest.raises(DataError, match=r"^a\.yml:1:33: codes: no file gives the code forms"):
        read_files([read_yaml("networks: {acme: {kind: direct, codes: acme.example}}", "a.yml")])


def test_patterns_of_users_must_be_re2() -> None:
    text = "house: {kind: direct, rules: [{hosts: house.example, path: '(?=x)'}]}"
    read_networks(read_yaml(text, "house.yml"), trusted=True)
    with pytest.raises(DataError, match=r"^house\.yml:1:60: path: '\(\?=x\)' is not a valid pattern"):
        read_networks(read_yaml(text, "house.yml"), trusted=False)


def test_what_is_kept_of_the_shipped_files_is_what_they_say() -> None:
    folder = rules_dir() / "networks"
    read = read_files(read_yaml_file(path, limited=False) for path in sorted(folder.glob("*.yml")))
    for _ in range(2):
        assert shipped_networks() == read
