"""The one door to the network: fetching from public services, politely and in pages that are never asked for twice."""
