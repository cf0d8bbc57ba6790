"""The language server: findings, fixes and explanations in editors. Needs the extra ``lsp``."""
