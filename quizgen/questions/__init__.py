"""Questions: claims → items, one kind of item per file."""
