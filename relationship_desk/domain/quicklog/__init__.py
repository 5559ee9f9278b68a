"""One typed line as what it says: who, how, when, what, who owes what, what comes next."""
