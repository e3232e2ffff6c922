"""Which place and which country a source means: gazetteer, countries, kinds of place, resolution."""
