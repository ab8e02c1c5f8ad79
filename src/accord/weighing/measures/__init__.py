"""What is being negotiated: mentions told apart, linked and named."""
