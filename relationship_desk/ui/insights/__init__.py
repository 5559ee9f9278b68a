"""The place Insights: the past in a few pictures, each with its table."""
