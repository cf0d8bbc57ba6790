"""Redirects in nginx's configuration: what is one, and what only looks so."""

from __future__ import annotations

import pytest

from linter.site.redirect.nginx import nginx

SHOP = "https://shop.example/lamp"
A = [("/go/a", SHOP)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"location = /go/a {{ return 302 {SHOP}; }}", A),
        (f"location /go/a {{ return 301 '{SHOP}'; }}", A),
        (f'location = "/go/a" {{ return 302 "{SHOP}"; }}', A),
        (f"location ~ ^/go/a/?$ {{ return 301 {SHOP}; }}", A),
        (f"location ^~ /go/ {{ return 301 {SHOP}; }}", [("/go/*", SHOP)]),
        (f"rewrite ^/go/a$ {SHOP} permanent;", A),
        (f"rewrite ^/go/a$ {SHOP};", A),
        (f"location = /go/a {{ rewrite ^ {SHOP} redirect; }}", A),
        (f"map $request_uri $to {{ default ''; hostnames; ~^/go/a$ {SHOP}; /go/b {SHOP}; }}", [*A, ("/go/b", SHOP)]),
        (f'map "$uri" $to {{ default {SHOP}; /go/a {SHOP}; }}', A),
        # Around it or in it may be what it is not.
        (f"location = /go/a {{ if ($bot) {{ return 403; }} return 302 {SHOP}; }}", A),
        (f"location = /go/a {{ # was }} {{ here\n return 302 {SHOP}; }}", A),
        (f'location = /go/a {{ add_header X "no; store }}"; return 302 {SHOP}; }}', A),
        (f"location /go/ {{ location = /go/a {{ return 302 {SHOP}; }} }}", A),
        (f"server {{ location = /go/a {{ return 302 {SHOP}; }}", A),
        # A template that makes a configuration is none, and is read as far as it goes.
        (f"{{% if x %}}\nlocation = /go/a {{ return 302 {SHOP}; }}\n{{% endif %}}", A),
        (f"server_name {{{{ host }}}};\nlocation = /go/a {{ return 302 {SHOP}; }}", A),
        (f"listen ${{PORT}};\nlocation = /go/a {{ return 302 {SHOP}; }}", A),
        (f"}} }}\nlocation = /go/a {{ return 302 {SHOP}; }}", A),
        # No redirect of that path for everybody.
        (f'add_header X "location = /no {{ return 302 {SHOP}; }}";', []),
        (f"# location = /no {{ return 302 {SHOP}; }}", []),
        (f"location = /no {{ if ($old) {{ return 302 {SHOP}; }} }}", []),
        ("location = /no { return 404 gone; }", []),
        ("location = /no { return 302; }", []),
        (f"rewrite ^/no$ {SHOP} last;", []),
        (f"rewrite ^/no/(.*)/x$ {SHOP} permanent;", []),
        (f"map $host $to {{ /no {SHOP}; }}", []),
        (f"return 301 {SHOP};", []),
        ("location", []),
        ('"unclosed', []),
        (f"# it's\nx it's;\nlocation = /go/a {{ return 302 {SHOP}; }}", []),
        (f"{{# it's #}}\nx;\nlocation = /go/a {{ return 302 {SHOP}; }}", A),
    ],
)
def test_redirects_are_found_and_nothing_else(text: str, found: list[tuple[str, str]]) -> None:
    assert list(nginx(text)) == found


def test_the_first_redirect_of_a_location_counts() -> None:
    text = f"location = /go/a {{ return 302 {SHOP}; return 302 https://other.example/; }}"
    assert list(nginx(text)) == A
