"""What every template of the portal may use."""
