"""The pages of the Empowered System, by what each is about."""
