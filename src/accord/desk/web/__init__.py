"""The desk in the browser: a record in a store, as pages and as JSON."""
