"""The words of the business as frozen values, shared by every part of the program."""
