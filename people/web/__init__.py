"""What every room needs of requests and forms, and of nobody in particular."""
