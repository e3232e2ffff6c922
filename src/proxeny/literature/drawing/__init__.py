"""Drawing a map: as SVG, PDF and PNG, as a page that works offline, and in the formats of other programs."""
