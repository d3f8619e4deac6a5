"""Reading what authors write: YAML and Markdown become domain objects, faults have a place."""
