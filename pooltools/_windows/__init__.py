"""How windows are laid out and reduced: what all of pooling stands on.

`arguments` refuses what makes no sense, and says what would · `inputs` turns what a
caller gave into arrays · `axis` is the windows along one axis, made by `layer` of a
layer's arguments; `bins` is those of adaptive pooling · `taps` shows what they read,
padding included · `pieces` cuts work to the size of a cache · `engine` reduces windows
by long passes over memory · `sums` makes means of them · `ranking` finds the places of
maxima and medians · `lines` and `volumes` bring one and three axes to these two ·
`masks` leaves tokens out · `boxes` name regions, and `between` reads between cells ·
`typing` names the types that all of the package writes.

It may use NumPy and nothing else of `pooltools`.
"""
