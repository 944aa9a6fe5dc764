"""The pictures of a plan, one file each: SVG that stands alone or inside a page."""
