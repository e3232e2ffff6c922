"""From documents to weighted indicators: extraction, anchors, agreement, importance, suggestion, exchange. All pure."""
