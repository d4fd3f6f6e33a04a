"""Pages of documentation made from the tables; `make docs` writes them, a test keeps them new."""
