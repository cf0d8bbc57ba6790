"""Components (JSX, Astro, Vue, Svelte, MDX) as templates: their markup in code, their names, their props."""
