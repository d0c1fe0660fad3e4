"""The languages of the program: English templates are the keys, catalogues translate them."""
