"""One small file of each format, written for these tests: the same two works everywhere, as that format has them."""

from __future__ import annotations

import json

WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Deniz, A
   Kaya, B
TI City diplomacy and the
   sister city
SO JOURNAL OF CITIES
LA English
DT Article
DE city diplomacy; sister
   cities; networks
ID CITY DIPLOMACY; GOVERNANCE
AB An abstract.
C1 [Deniz, A] Univ Ankara, Ankara, Turkey.
   [Kaya, B] Univ Boston, Boston, MA 02115 USA.
CR Acuto M, 2013, GLOBAL GOVERN, V19, P481, DOI 10.1163/19426720-01903009
   Nye J, 2004, SOFT POWER
TC 7
PY 2019
DI 10.1000/ABC.1
UT WOS:1
ER

PT J
AU Acuto, M
TI World politics by other means
SO GLOBAL GOVERNANCE
DE networks; governance
PY 2013
DI 10.1163/19426720-01903009
UT WOS:2
ER

EF
"""
RIS = """TY  - JOUR
AU  - Deniz, A.
AU  - Kaya, B.
TI  - City diplomacy and the sister city
T2  - Journal of Cities
PY  - 2019
DO  - https://doi.org/10.1000/abc.1
KW  - city diplomacy
KW  - sister cities
KW  - networks
N1  - Cited By: 7
ER  -

TY  - JOUR
A1  - Acuto, M.
T1  - World politics by other means
Y1  - 2013//
DO  - 10.1163/19426720-01903009
KW  - networks
KW  - governance
ER  -
"""
MEDLINE = """
PMID- 1
TI  - City diplomacy and the
      sister city
DP  - 2019 Mar
FAU - Deniz, A
AU  - Deniz A
FAU - Kaya, B
AD  - Univ Ankara, Ankara, Turkey.
JT  - Journal of cities
LID - 10.1000/abc.1 [doi]
OT  - city diplomacy
OT  - *sister cities
OT  - networks
MH  - Cities
SO  - J Cities. 2019.

PMID- 2
TI  - World politics by other means
DP  - 2013
FAU - Acuto, M
AID - 10.1163/19426720-01903009 [doi]
OT  - networks
OT  - governance
SO  - Global Gov. 2013.
"""
BIBTEX = r"""@string{gg = "Global Governance"}
@comment{nothing}
@ARTICLE{Deniz2019,
author={Deniz, A. and Kaya, B.},
title={City {D}iplomacy and the sister city},
journal={Journal of Cities}, year=2019, doi={10.1000/abc.1},
author_keywords={city diplomacy; sister cities; networks},
keywords={City Diplomacy; governance},
note={cited By 7},
funding={one}, funding={two},
references={Acuto, M., World politics by other means (2013) Global Governance, 19, pp. 481-498},
}

@article{acuto, author = "Acuto, M.", title = "World politics by other means", journal = gg, year = "2013",
  keywords = {networks; governance}, doi = {10.1163/19426720-01903009}}
"""
_WORKS = [
    {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.1000/abc.1",
        "display_name": "City diplomacy and the sister city",
        "publication_year": 2019,
        "cited_by_count": 7,
        "authorships": [
            {"author": {"id": "https://openalex.org/A1", "display_name": "A. Deniz"}, "countries": ["TR"]},
            {"author": {"id": "https://openalex.org/A2", "display_name": "B. Kaya"}, "countries": ["US"]},
        ],
        "keywords": [
            {"display_name": "city diplomacy"},
            {"display_name": "sister cities"},
            {"display_name": "networks"},
        ],
        "referenced_works": ["https://openalex.org/W2"],
        "abstract_inverted_index": {"An": [0], "abstract.": [1]},
    },
    {
        "id": "https://openalex.org/W2",
        "doi": "https://doi.org/10.1163/19426720-01903009",
        "display_name": "World politics by other means",
        "publication_year": 2013,
        "authorships": [{"author": {"id": "https://openalex.org/A3", "display_name": "M. Acuto"}}],
        "keywords": [{"display_name": "networks"}, {"display_name": "governance"}],
    },
]
OPENALEX = json.dumps({"results": _WORKS})
OPENALEX_LINES = "".join(json.dumps(work) + "\n" for work in _WORKS)
OPENALEX_TABLE = """id,doi,display_name,publication_year,cited_by_count,authorships.author.display_name,keywords.display_name
https://openalex.org/W1,https://doi.org/10.1000/abc.1,City diplomacy and the sister city,2019,7,A. Deniz|B. Kaya,city diplomacy|sister cities|networks
https://openalex.org/W2,https://doi.org/10.1163/19426720-01903009,World politics by other means,2013,0,M. Acuto,networks|governance
"""  # noqa: E501
SCOPUS = """\ufeffAuthors,Author full names,Title,Year,Source title,Cited by,DOI,Affiliations,Author Keywords,Index Keywords,References,Document Type,EID
"Deniz, A.; Kaya, B.","Deniz, Ada (1); Kaya, Can (2)","City diplomacy and the sister city",2019,Journal of Cities,7,10.1000/ABC.1,"Univ, Ankara, Turkey; Univ, Boston, United States",city diplomacy; sister cities; networks,City Diplomacy; governance,"Acuto M., World politics by other means (2013) Global Governance; Nye J., Soft power (2004)",Article,2-s2.0-1
Acuto M.,,World politics by other means,2013,Global Governance,,10.1163/19426720-01903009,,networks; governance,,,Article,2-s2.0-2
"""  # noqa: E501
SCOPUS_API = """,eid,doi,title,subtypeDescription,author_names,coverDate,publicationName,authkeywords,citedby_count
0,2-s2.0-1,10.1000/abc.1,City diplomacy and the sister city,Article,"Deniz, A.;Kaya, B.",2019-03-01,Journal of Cities,city diplomacy | sister cities | networks,7
1,2-s2.0-2,10.1163/19426720-01903009,World politics by other means,Article,"Acuto, M.",2013-07-01,Global Governance,networks | governance,1
"""  # noqa: E501
WOS_TABLE = (
    "PT\tAU\tTI\tSO\tDE\tID\tPY\tDI\tUT\tTC\n"
    "J\tDeniz, A; Kaya, B\tCity diplomacy and the sister city\tJOURNAL OF CITIES\tcity diplomacy; sister cities; "
    "networks\tGOVERNANCE\t2019\t10.1000/abc.1\tWOS:1\t7\n"
    "J\tAcuto, M\tWorld politics by other means\tGLOBAL GOVERNANCE\tnetworks; governance\t\t2013\t"
    "10.1163/19426720-01903009\tWOS:2\t0\n"
)
LENS = """Lens ID,Title,Publication Year,Source Title,Author/s,Fields of Study,Keywords,DOI,Citing Works Count
1,City diplomacy and the sister city,2019,Journal of Cities,A. Deniz; B. Kaya,Politics,city diplomacy; sister cities; networks,10.1000/abc.1,7
2,World politics by other means,2013,Global Governance,M. Acuto,Politics,networks; governance,10.1163/19426720-01903009,0
"""  # noqa: E501
DIMENSIONS = """"About the data: exported on a day"
Rank,Publication ID,DOI,Title,Source title,PubYear,Authors,Times cited,Author Keywords,Dimensions URL
1,pub.1,10.1000/abc.1,City diplomacy and the sister city,Journal of Cities,2019,"Deniz, A.; Kaya, B.",7,city diplomacy; sister cities; networks,https://app/1
2,pub.2,10.1163/19426720-01903009,World politics by other means,Global Governance,2013,"Acuto, M.",0,networks; governance,https://app/2
"""  # noqa: E501
SAMPLES = {
    "wos": WOS,
    "ris": RIS,
    "medline": MEDLINE,
    "bibtex": BIBTEX,
    "openalex": OPENALEX,
    "openalex_table": OPENALEX_TABLE,
    "scopus": SCOPUS,
    "scopus_api": SCOPUS_API,
    "wos_table": WOS_TABLE,
    "lens": LENS,
    "dimensions": DIMENSIONS,
}
