"""affilint.yml or [tool.affilint] -> one typed configuration -> the policy for one path."""
