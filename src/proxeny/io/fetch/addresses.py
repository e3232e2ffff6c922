"""Where open sources are asked, and how much they give at once; the command line says it without loading a client."""

WIKIDATA = "https://query.wikidata.org/sparql"
OPENALEX = "https://api.openalex.org/works"
OPENALEX_PAGE = 200  # the most that OpenAlex gives at once
