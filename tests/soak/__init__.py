"""Long runs over invented plans; CI runs a short version of each."""
