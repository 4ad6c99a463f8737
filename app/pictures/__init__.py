"""What a picture shows, in numbers: templates draw them as SVG for pages, Matplotlib in files to take away."""
