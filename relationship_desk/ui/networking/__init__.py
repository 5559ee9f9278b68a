"""The windows of organisations, memberships, insights and opportunities."""
