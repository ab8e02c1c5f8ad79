"""Tagged words, and a shallow parse of clauses."""
