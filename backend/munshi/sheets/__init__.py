"""Sheets, CSV or XLSX: tables in files, columns with what their cells say, and every fault with its place."""
