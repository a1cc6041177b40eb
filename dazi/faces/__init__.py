"""Where people are to be seen in a picture: faces and the outline of a person, by two small networks that numpy runs.
It finds; it never recognises anybody."""
