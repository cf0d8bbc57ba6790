"""The language server: findings, fixes and explanations in editors while somebody writes. Needs the extra ``lsp``."""
