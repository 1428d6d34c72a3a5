"""The migrations, in the order that their revisions name."""
