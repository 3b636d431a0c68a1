"""What we know on our side, in `.annotate/`: what was sent, what was there, who is who."""
