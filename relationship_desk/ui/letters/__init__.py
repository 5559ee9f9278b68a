"""A text to be read once more and sent: by mail program, clipboard, PDF or printer."""
