"""Pages of priorities, actions, rounds and updates."""
