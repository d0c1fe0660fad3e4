"""The frame around the pages: window, rail, command palette, first run."""
