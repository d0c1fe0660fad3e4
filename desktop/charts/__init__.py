"""Charts painted with QPainter: the same code on the screen and on paper."""
