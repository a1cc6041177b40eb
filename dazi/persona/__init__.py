"""Who speaks: persona files, their repertoire of lines, how one is chosen, and what style they keep."""
