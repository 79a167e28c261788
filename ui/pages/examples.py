"""Questions in SPARQL to start from, by the names of their sentences (``example.gaps``)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["EXAMPLES"]

EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gaps": """SELECT ?directive (SAMPLE(?number) AS ?code) (COUNT(DISTINCT ?text) AS ?times) WHERE {
  ?evidence oa:exact ?words ; cd:inText ?text .
  ?assertion cd:evidence ?evidence ; rdf:object ?cited .
  ?cited cd:identifiedAs ?directive ; cd:code ?number .
  FILTER NOT EXISTS { ?held cd:textOf ?own . ?own cd:identifiedAs ?directive }
} GROUP BY ?directive ORDER BY DESC(?times) LIMIT 50""",
        "busy": """SELECT ?name (COUNT(DISTINCT ?task) AS ?tasks) WHERE {
  ?assertion rdf:subject ?task ; rdf:predicate cd:assignedTo ; rdf:object ?unit .
  ?unit rdfs:label ?name .
} GROUP BY ?name ORDER BY DESC(?tasks) LIMIT 50""",
        "due": """SELECT ?due ?wording ?task WHERE {
  ?task cd:wording ?wording ; cd:hasDeadline ?deadline .
  ?deadline cd:due ?due .
  FILTER(STR(?due) >= "2026-07-01" && STR(?due) <= "2026-07-15")
} ORDER BY ?due LIMIT 200""",
        "months": """SELECT ?month (COUNT(DISTINCT ?directive) AS ?documents) WHERE {
  ?text a cd:Text ; cd:textOf ?directive .
  ?directive cd:issuedOn ?date .
  BIND(SUBSTR(STR(?date), 1, 7) AS ?month)
} GROUP BY ?month ORDER BY ?month""",
    }
)
