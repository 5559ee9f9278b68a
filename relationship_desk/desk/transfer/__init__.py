"""Transfer: plans an import before anything is written, reads files, writes exports."""
