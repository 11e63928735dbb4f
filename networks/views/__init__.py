"""The pages of networks: to read, to ask, for their leads, and for coordinators."""
