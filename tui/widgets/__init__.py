"""The parts of the screen: they take plain pictures of the data and say what was asked of them."""
