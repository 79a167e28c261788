"""Reading: a file becomes a Source, a Text, a Layout, mentions, tasks, facts, and one named graph."""
