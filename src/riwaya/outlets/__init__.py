"""Outlets and agencies: their names, domains, credit lines, and what they say of themselves."""
