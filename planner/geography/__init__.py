"""Where things are: coordinate frames in China, how to tell them apart, districts."""
