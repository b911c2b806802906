"""A diagram told in sentences: its text alternative, and what search finds of it."""

from hub.core.diagrams.notation import Diagram, Edge

_KINDS = {
    "person": "a person or a client",
    "worker": "a background worker",
    "store": "a data store",
    "queue": "a queue",
    "cache": "a cache",
    "external": "an external system",
}


def describe(diagram: Diagram) -> list[str]:
    """One sentence for each part that is not a plain service or stands alone, then each connection."""
    connected = {end for edge in diagram.edges for end in (edge.source, edge.target)}
    sentences = []
    for node in diagram.nodes:
        kind = _KINDS.get(node.shape, "a service" if node.id not in connected else "")
        alone = "" if node.id in connected else " and stands alone"
        if kind:
            sentences.append(f"{node.label} is {kind}{alone}.")
    return sentences + [_sentence(diagram, edge) for edge in diagram.edges]


def _sentence(diagram: Diagram, edge: Edge) -> str:
    source = diagram.label_of(edge.source)
    target = "itself" if edge.source == edge.target else diagram.label_of(edge.target)
    said = f"{source} calls {target}" if edge.waits else f"{source} hands over to {target} without waiting"
    return f"{said}: {edge.label.rstrip('.')}." if edge.label.rstrip(".") else f"{said}."
