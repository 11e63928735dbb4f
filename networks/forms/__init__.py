"""The forms of networks: for their leads, for coordinators, and for everyone."""
