"""Pages in a browser: what their readers see on a phone and on a desk, measured and judged by the same facts as any page."""
