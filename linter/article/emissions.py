"""What a site's templates print around and inside an article, as plain values for the facts.

Some come from the configuration; ``linter.site`` reads the others from the repository.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from linter.article.rel_values import is_sponsored
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.article.made_texts import MadeAddress

LEARNED_FILE = "affilint.site.yml"
"""The file beside the configuration that says what the pages of a build showed (``linter.site.learned.model``)."""

Place = Literal["top", "bottom"]
Order = Literal["before", "beside", "after"]
"""Where a template prints its disclosure, seen from the first affiliate link that it prints itself."""
Where = Literal["top", "end", "footer", "nav", "sidebar", "details", "hidden"]
"""Where a layout prints something: above the article, right below it, or apart from it."""


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """Where a template prints something: its path in the site; line and column (code points) count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Printed:
    """What one shortcode, include or component prints wherever it is used.

    ``links`` are the addresses in its own code, template expressions in them replaced by ``x``.
    ``url_parameters`` are the parameters (positional ones as ``0``, ``1``) whose value becomes a link's address.
    ``disclosure`` is the text of its disclosure, with its ``strength`` (clear or weak). ``declared_link``
    means that the configuration declares it an affiliate link. ``source`` is the template's path, ``caller`` another
    template that prints its disclosure, perhaps around articles. ``is_hidden`` says that readers do not see the disclosure until
    they open something, ``in_footer`` that all of it is the page's footer.
    """

    links: tuple[str, ...] = ()
    url_parameters: tuple[str, ...] = ()
    disclosure: str | None = None
    strength: str = "clear"
    declared_link: bool = False
    source: str = ""
    caller: str = ""
    unfollowed: bool = False
    """Whether it prints links to buy from whose addresses only the build knows."""
    is_hidden: bool = False
    in_footer: bool = False
    places: tuple[TemplatePlace, ...] = field(default=(), compare=False)
    """Where each of ``links`` is written."""
    disclosure_place: TemplatePlace | None = field(default=None, compare=False)
    unfilled: tuple[tuple[str, TemplatePlace], ...] = ()
    """Addresses of networks whose id somebody has still to fill in, with their places."""
    order: Order = "beside"
    adds: bool = False
    """Whether it adds something to the values that become addresses: an id."""
    is_exact: bool = False
    """Whether ``links`` are all that it prints, as addresses, for the values of one call."""
    rel: str | None = None
    """The rel that its code writes out for every link that may pay, empty where it gives them none; None where that is not known, or not the same for all."""
    rel_place: TemplatePlace | None = field(default=None, compare=False)
    """Where the first of these links is written."""


NOT_IMPORTED = Printed()
"""Stands for a name that no import of the article binds, or none that leads anywhere."""


@dataclass(frozen=True, slots=True)
class LayoutDisclosure:
    """A disclosure that a layout prints above (``top``) or below the content of articles.

    ``where`` says it more closely, ``source`` is the file that its words stand in. ``layouts`` names the layouts that print
    it, empty for every article: ``post`` for articles that name it (``layout:`` in front matter) or have it by default,
    ``layout:post`` for articles that name or import it, ``section:reviews`` for those in a folder, ``outside:reviews`` for
    those in no such folder, ``except:reviews`` for those in no such folder that name no layout.
    ``condition`` is the front matter key that must be true for it (``!key``: false or unset; ``key=value``: the value that it must
    have, or hold; ``~word``: the article must hold the word), None if it is always printed.
    """

    text: str
    strength: str
    place: Place
    layouts: tuple[str, ...] = ()
    condition: str | None = None
    source: str = ""
    where: Where = "end"
    written: TemplatePlace | None = field(default=None, compare=False)
    """Where its words stand."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of a layout to a record of the site's data that front matter chooses: ``pens.find((one) => one.id === post.data.pen)``.

    ``key`` is the front matter's path, ``names`` the expressions for it, ``chain`` the files of the layout, the outermost first, and
    ``number`` which of the addresses that they print the link is.
    """

    key: str
    names: tuple[str, ...]
    chain: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class LayoutLink:
    """An affiliate link that a layout prints in or around the content of articles.

    ``url`` has ``x`` for what only the build knows, ``source`` is the file that it is written in. ``layouts`` is as in
    ``LayoutDisclosure``. ``key`` is the front matter key that must hold something: the link is printed once for each
    entry where it holds a list; with ``=`` the value that it must have (``category=desk``), with a leading ``!`` must not. It
    is None where the link is in every article.
    """

    url: str
    source: str
    layouts: tuple[str, ...] = ()
    key: str | None = None
    written: TemplatePlace | None = field(default=None, compare=False)
    """Where it stands in ``source``."""
    made: tuple[MadeAddress, ...] = ()
    """What it is made of, if it begins with front matter: whether it pays shows with the values of an article."""
    is_value: bool = False
    """Whether it is a value of front matter as it stands: then the article itself has the link, and ``order`` is what is new."""
    order: Order | None = None
    """Where the layout discloses, seen from this link; None where that is not certain."""
    later: tuple[tuple[str, str], ...] = ()
    """Where it discloses only ``after`` the link: the file and the text of each of its disclosures."""
    rel: str | None = None
    """The rel that the layout writes out for it, empty where it gives it none; None where that cannot be read."""
    choice: Choice | None = None
    """What its address depends on: the value that an article has there. ``url`` is that of any entry."""
    above: tuple[str, ...] | None = None
    """Where it surely stands above the content, with no disclosure above or beside it: the front matter keys that must all hold for that, as in ``key``."""

    @property
    def is_unmarked(self) -> bool:
        """Whether the layout surely does not say that it is paid for (``sponsored``, ``nofollow``)."""
        return self.rel is not None and not is_sponsored(self.rel) and "nofollow" not in self.rel.lower()


@dataclass(frozen=True, slots=True)
class LayoutDefault:
    """The layouts, one of which an article has that names none.

    It holds for articles below ``folders`` (consecutive names) of a ``kind``: ``posts``, ``pages`` or a collection of
    Jekyll's, empty for any. No ``layouts``: the site sets one, but which is not known.
    """

    folders: tuple[str, ...] = ()
    kind: str = ""
    layouts: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        """Return a text that is the same in every process, whatever the order of a set."""
        return f"LayoutDefault({self.folders}, {self.kind!r}, {sorted(self.layouts)})"


@dataclass(frozen=True, slots=True)
class RelAtBuild:
    """What adds ``rel`` to links while the site is built: the file, what it is in words, and the values it names.

    ``scope``: links written in Markdown only, those in HTML (``html``) of Markdown files too, or all, templates' too. No values:
    which ones is not known. ``hosts``: one of them must be in the address; none where it may be any address.
    """

    path: str
    what: str
    values: tuple[str, ...]
    scope: Literal["markdown", "html", "all"]
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recurring:
    """What recurs in the articles of a site as paid links do, though no entry knows it.

    ``own`` are the hosts of the site, ``hosts`` others that are linked as a click network is, ``prefixes`` folders of the
    own hosts that redirect, ``codes`` referral codes of several articles: host, parameter and value. Of the redirects below
    ``doubtful`` (own sub-hosts and folders) those in ``paid`` pay (``linter.facts.links.recurring.redirect_name``), of the
    others nobody knows.
    """

    own: frozenset[str] = frozenset()
    hosts: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    codes: tuple[tuple[str, str, str], ...] = ()
    doubtful: tuple[str, ...] = ()
    paid: frozenset[str] = frozenset()
    lone_ids: frozenset[str] = frozenset()
    """Ids of Amazon Associates (lower-case) in one link alone, where nearly all other links have the site's own."""

    def __bool__(self) -> bool:
        """Return whether anything recurs."""
        return bool(self.hosts or self.prefixes or self.codes or self.doubtful or self.lone_ids)

    def __repr__(self) -> str:
        """Return a text that is the same in every process, whatever the order of a set."""
        places = (self.hosts, self.prefixes, self.codes, self.doubtful)
        known = (sorted(self.own), *places, sorted(self.paid), sorted(self.lone_ids))
        return f"Recurring{known}"


NOTHING_RECURS = Recurring()


@dataclass(frozen=True, slots=True)
class SettingsNotice:
    """A disclosure that stands nobody knows where: only a theme outside the repository can print it, or a template that is not read.

    ``key`` is its path in the settings, empty for a part of the theme; ``is_apart`` says that the name tells of a place beside or below the articles.
    Without ``text`` it is a notice above the articles, printed by a template as ``key``, whose words were not found.
    """

    text: str
    key: str
    written: TemplatePlace
    is_apart: bool
    is_unread: bool = False
    """Whether it stands in a template of the repository whose language is not read."""


@dataclass(frozen=True, slots=True)
class PageValues:
    """What templates see of an article: its path, its front matter and its text as written."""

    path: str
    data: Mapping[str, object]
    text: str


class TemplateReader(Protocol):
    """Reads the site's templates with the values of one article, where what they print depends on these.

    Nothing of the site runs: conditions and lookups are followed as far as the article and the site's files decide them.
    """

    def around(self, page: PageValues) -> tuple[LayoutLink, ...] | None:
        """Return the affiliate links that the article's layout surely prints; None if that is not known."""

    def disclosures(self, page: PageValues) -> tuple[LayoutDisclosure, ...] | None:
        """Return the disclosures that the article's layout prints; None if that is not known."""

    def chosen(self, choice: Choice, value: str) -> str | None:
        """Return the affiliate link that a layout prints for a value of front matter; None if it prints none for it."""

    def values_printed(self, page: PageValues) -> frozenset[str] | None:
        """Return the addresses in an article's front matter that its page may show; None if that is not known."""

    def called(
        self,
        name: str,
        positional: tuple[str, ...],
        named: Mapping[str, str],
        page: PageValues,
        inner: str | None = None,
    ) -> Printed | None:
        """Return what a template prints where an article calls it; None if that is not known. ``inner``: the text between its tags."""

    def says(self, printed: Printed, written: Mapping[str, str]) -> bool:
        """Return whether a component may print its disclosure for a call with the props that are ``written`` there, as code, by name."""

    def imported(self, target: str, name: str, path: str) -> Printed | None:
        """Return what the component prints that the article at a path imports; None for nothing that is known.

        ``name`` is the name in the imported file, ``default`` or ``*.Card`` included. An import that leads to no file which
        was read, and to no package, is ``NOT_IMPORTED``.
        """

    def own(self, code: str, name: str, path: str) -> Printed | None:
        """Return what a component prints that the article at a path defines itself, in its ``code``; None where that is not known."""


@dataclass(frozen=True, slots=True)
class PagePrints:
    """What one page that is code prints besides its own words, by source offsets in the page.

    ``calls``: by the start of a component's tag, or of an expression in braces; ``addresses``: by the start of the tag of
    a link whose address is an expression.
    """

    calls: Mapping[int, Printed] = field(default_factory=dict)
    addresses: Mapping[int, str] = field(default_factory=dict)
    layouts: tuple[LayoutDisclosure, ...] = ()
    """What layouts, and components that the page stands in, print around it."""


class PageReader(Protocol):
    """Reads the site's pages that are code together with all that they call."""

    def printed_on(self, path: str, text: str) -> PagePrints | None:
        """Return what a page prints, whose file has the given text or is to have it; None for what is no file of the site."""

    def is_review(self, path: str, text: str) -> bool:
        """Return whether a page pays: a start page only with something to say, a route with a parameter only by links of records."""


@dataclass(frozen=True, slots=True)
class TextReplacement:
    """A pattern of which a site's code makes affiliate links: each with its address, where ``$1`` is the pattern's group, and its rel (None: the article's)."""

    pattern: str
    links: tuple[tuple[str, str | None], ...]
    place: TemplatePlace


@dataclass(frozen=True, slots=True)
class Emissions:
    """Templates by lower-case name, disclosures of layouts, and redirects from the site's paths to addresses."""

    names: Mapping[str, Printed] = field(default_factory=dict)
    layouts: tuple[LayoutDisclosure, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    is_commonmark: bool = True
    """Whether the site parses Markdown as CommonMark; kramdown and rdiscount make text bold that CommonMark does not."""
    is_loose: bool = False
    """Whether the site's Markdown is one of the forms before CommonMark that pass on whatever looks like a tag (Blackfriday, Ink)."""
    curls_marks: bool = False
    """Whether the site's generator makes curly quotation marks of straight ones."""
    is_front_matter_optional: bool = False
    """Whether a file without front matter is an article with a layout all the same, as in MkDocs and Docusaurus."""
    markdown_engine: str = ""
    """How the site's Markdown goes on beside and inside HTML (``linter.article.markdown_in_html``); empty: as CommonMark."""
    fills_empty_links: bool = False
    """Whether the site's own component for links makes an address of ``#``."""
    rel_ways: tuple[str, str] = ("", "")
    """How a link of Markdown gets rel="sponsored": by a list behind it (empty: there is none), else by what of the generator's."""
    links: tuple[LayoutLink, ...] = ()
    """Affiliate links that layouts print around articles."""
    rel: tuple[RelAtBuild, ...] = ()
    """What the site's own code adds to the rel of links while it is built."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Texts of the site's configuration and data by the path that an article calls them by: ``site.amazon_tag``."""
    recurring: Recurring = NOTHING_RECURS
    """What is linked in the site's articles as paid links are, though no entry knows it."""
    root: str = ""
    """The folder of the site, absolute; empty where it is not known."""
    global_components: tuple[str, ...] = ()
    """Folders of components that articles of Nuxt may call besides those in folders for content."""
    layout_names: tuple[str, ...] | None = None
    """The layouts that an article can name; another name means nothing to the site. None: any name does."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Further names of layouts."""
    defaults: tuple[LayoutDefault, ...] = ()
    """What articles have that name no layout, the first that fits."""
    setting: SettingsNotice | None = None
    """A disclosure in the settings that a theme outside the repository may print."""
    reader: TemplateReader | None = None
    """What reads the templates with the values of one article."""
    pages: PageReader | None = None
    """What reads the pages of the site that are code."""
    replacements: tuple[TextReplacement, ...] = ()
    """What the site's own code puts in place of parts of articles."""
    parameters_read: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The parameters that Jekyll's includes read, by path in lower case; without those that may read any."""
    keys_read: tuple[str, ...] | None = None
    """The words of the site's template code, the keys of front matter that it prints among them; None where it may print any."""
    is_declared: bool = False
    """Whether ``layouts`` are what the configuration says of them."""

    unread: tuple[str, ...] = ()
    """The files of the site that could not be parsed, and why."""

    @property
    def has_templates(self) -> bool:
        """Whether anything is known of what articles and pages call."""
        return bool(self.names) or self.reader is not None or self.pages is not None

    def __bool__(self) -> bool:
        """Return whether anything is known about the site."""
        told = (
            self.names,
            self.layouts,
            self.redirects,
            self.links,
            self.rel,
            self.values,
            self.recurring,
            self.setting,
            self.reader,
            self.pages,
            self.replacements,
        )
        return any(map(bool, told))


NO_EMISSIONS = Emissions()
