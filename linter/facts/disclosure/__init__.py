"""What tells the reader that somebody is paid: found in twenty languages, and where it stands against the links."""
