// Served by affilint report --serve: load the page anew when an article has changed.
new EventSource("/changes").addEventListener("changed", () => location.reload());
