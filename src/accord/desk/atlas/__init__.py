"""The atlas: outlines of countries, a gazetteer of places, and how the words of a report lead to one of them."""
