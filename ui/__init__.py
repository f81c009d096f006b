"""Lay out the page: four tabs over the models of this project."""
