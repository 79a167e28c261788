"""The language that reading and graph both speak: model types, IRIs, vocabulary, shapes, queries."""
