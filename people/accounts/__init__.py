"""The ways into an account, and what becomes of each; people's services build on it."""
