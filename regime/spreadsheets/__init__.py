"""Sections of a prison file that stand in spreadsheets, XLSX or CSV: shifts, wings and activities, a row each.

A sheet becomes the same tree as the section written in YAML, with cells for places; whatever reads the tree needs not
know where it stood.
"""
