"""The team page: all reps' months side by side, approvals, and customers without a rep."""
