"""The quick-log line: typed from anywhere, shown as it is understood, saved as one step."""
