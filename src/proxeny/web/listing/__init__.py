"""Lists that sort, filter, page and export: describe the columns once, get the page, the CSV and the XLSX."""

from proxeny.web.listing.columns import Column, Facet, Plain, Table
from proxeny.web.listing.listing import Listing

__all__ = ["Column", "Facet", "Listing", "Plain", "Table"]
