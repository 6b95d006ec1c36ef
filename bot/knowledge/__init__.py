"""Files on disk → a validated, immutable Knowledge, or every fault at once."""
