"""How fast, against whom, and with how much memory: one run, ratios only.

``make bench`` races every way to pool that is installed on ten layers of famous
networks, then on pyramids, indices and gradients.  Of that it writes what the appendix
"How fast can it be?" shows, pooltools/book/tables/speed.json, and a report: results.md
and results.svg here.  ``pip install -e .[bench]`` installs all rivals.  Nothing here is
a test: a busy machine is no mistake.
"""
