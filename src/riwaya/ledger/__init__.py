"""The ledger: readings, incidents, judgements and problems in one database, whole after every crash."""
