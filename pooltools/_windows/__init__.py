"""How windows are laid out and reduced: what all of pooling stands on.

`arguments` refuses what makes no sense, and says what would · `inputs` turns what a
caller gave into arrays · `axis` lays windows along one axis, `bins` those of adaptive
pooling · `taps` shows what they read, padding included · `pieces` cuts work to
the size of a cache · `engine` reduces windows by long passes over memory · `sums` makes
means of them · `ranking` finds the places of maxima and medians · `typing` names the
types that all of the package writes.

It may use NumPy and nothing else of `pooltools`.
"""
