"""What runs in CI services: the action, the component, the examples, the hooks, and the project's own workflows."""
