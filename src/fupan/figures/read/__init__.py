"""Read: what each mention speaks of, from the words around it: metric, member, time, role and formula."""
