"""Words and controls that templates of every app share."""
