"""From readings to incidents: what several accounts tell of one happening, and where they disagree."""
