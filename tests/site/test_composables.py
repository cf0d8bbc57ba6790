"""Addresses that composables and hooks return, and those that are computed from a function."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

TAG = "tag=brightwell-20"
SHOP = (
    "const TAG = 'brightwell-20'\n"
    "export function urlOf(id: string): string {\n  return `https://www.amazon.com/dp/${id}/?tag=${TAG}`\n}\n"
)
HOOKS = {
    "computed": "export function useShop(id: string) {\n  const url = computed(() => urlOf(id))\n  return { url }\n}\n",
    "memo": "export const useShop = (id) => {\n  const url = useMemo(() => urlOf(id), [id])\n  return { url, title: 'x' }\n}\n",
    "block": "export function useShop(id) {\n  const page = 'https://shop.example/help'\n  const url = computed(() => {\n    return urlOf(id)\n  })\n  return { page, url }\n}\n",
    "field": "export function useShop(id) {\n  return {\n    page: 'https://shop.example/help',\n    url: urlOf(id),\n  }\n}\n",
}  # fmt: skip
VUE = (
    "<script setup>\nimport { useShop } from '../composables/useShop'\nconst props = defineProps<{ id: string }>()\n"
    'const { url } = useShop(props.id)\n</script>\n<template><a :href="url">See it</a></template>\n'
)


def read(site: Build, component: str, module: str) -> tuple[str, ...]:
    found = site({"nuxt.config.ts": "", "components/Pen.vue": component, "composables/useShop.ts": module}).names
    return found["pen"].links if "pen" in found else ()


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_what_a_composable_returns_is_the_address(site: Build, hook: str) -> None:
    (link,) = read(site, VUE, SHOP + hook)
    assert TAG in link


def test_another_field_of_the_composable_is_not_the_address(site: Build) -> None:
    other = VUE.replace("{ url }", "{ page: url }")
    assert read(site, other, SHOP + HOOKS["field"]) == ()


def test_a_computed_value_of_the_component_itself(site: Build) -> None:
    component = (
        "<script setup>\nimport { urlOf } from '../composables/useShop'\nconst props = defineProps<{ id: string }>()\n"
        'const url = computed(() => urlOf(props.id))\n</script>\n<template><a :href="url">See it</a></template>\n'
    )
    (link,) = read(site, component, SHOP)
    assert TAG in link


def test_a_hook_of_the_same_file(site: Build) -> None:
    code = (
        "function useShop(id) {\n  const url = useMemo(() => `https://www.amazon.com/dp/${id}/?tag=brightwell-20`, [id])\n  return { url }\n}\n"
        "export default function Pen({ id }) {\n  const { url } = useShop(id)\n  return <a href={url}>See it</a>\n}\n"
    )
    found = site({"next.config.js": "", "components/Pen.jsx": code}).names
    assert TAG in found["pen"].links[0]


def test_a_component_of_a_theme_with_a_slot_wraps_no_page(site: Build) -> None:
    files = {
        ".vitepress/config.ts": "",
        ".vitepress/theme/index.ts": "export default {}",
        ".vitepress/theme/components/Pen.vue": f'<template><a href="https://www.amazon.com/dp/B0DEPOT001?{TAG}"><slot /></a></template>',
    }
    found = site(files)
    assert (found.links, found.layouts) == ((), ())
    assert found.names["pen"].links
