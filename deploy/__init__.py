"""Put Inkspace on the web; see docs/deploy.md."""
