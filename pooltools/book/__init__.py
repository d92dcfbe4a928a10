"""The book: its site, its notebooks, its experiments, its tables.

`site` is the Sphinx extension that builds the pages · `notebook` makes one of them a
notebook, with `works` as words · `live` is the site that runs those in a browser ·
`experiments` trains what the pages quote · `tables` shows what libraries answered and
how long they took · `names` lists what the reference has.

It may use everything else of `pooltools`, of `classroom` its sheets; nobody but
itself may use it.  `experiments` and `tables` need NumPy alone.
"""
