"""Pooling as its definition reads: plain loops over plain lists, and no hurry.

Nothing here comes from pooltools, so that a mistake would have to be made twice.
"""

import math
from itertools import product


def windows(n, kernel_size, stride, before, after, dilation, ceil_mode):
    """List the positions that each window along one axis reads, padding included."""
    found = []
    start, previous_end = -before, -before - stride + dilation * (kernel_size - 1) + 1
    while True:
        taps = [start + t * dilation for t in range(kernel_size)]
        fits = taps[-1] < n + after
        # ceil mode: something is left to read, and the window does not begin in
        # the padding after the input
        hangs_over = ceil_mode and previous_end < n + after and start < n
        if not (fits or hangs_over):
            return found
        found.append(taps)
        start, previous_end = start + stride, taps[-1] + 1


def same(n, kernel_size, stride, dilation, lower=False):
    """Pad as TensorFlow's documentation writes it: ceil(n / stride) cells come out."""
    span = (kernel_size - 1) * dilation + 1
    if n % stride == 0:
        total = max(span - stride, 0)
    else:
        total = max(span - n % stride, 0)
    small, large = total // 2, total - total // 2
    return (large, small) if lower else (small, large)


def pool(plane, summary, kernel_size, stride, padding, dilation, ceil_mode):
    """Summarise every window of one plane, a list of rows.

    `summary` is called with the window's real cells as (flat index, value) in
    reading order, and with how many taps lie in the declared padding.
    """
    height, width = len(plane), len(plane[0])
    (top, bottom), (left, right) = padding
    rows = windows(
        height, kernel_size[0], stride[0], top, bottom, dilation[0], ceil_mode
    )
    columns = windows(
        width, kernel_size[1], stride[1], left, right, dilation[1], ceil_mode
    )
    output = []
    for row_taps in rows:
        output.append([])
        for column_taps in columns:
            cells, padded = [], 0
            for row in row_taps:
                for column in column_taps:
                    if 0 <= row < height and 0 <= column < width:
                        cells.append((row * width + column, plane[row][column]))
                    elif row < height + bottom and column < width + right:
                        padded += 1
            output[-1].append(summary(cells, padded))
    return output


def pool_cells(cells, sides, summary, layers, ceil_mode):
    """Summarise every window along any number of axes.

    `cells` is a plain list in row-major order, `layers` is (kernel_size, stride,
    (before, after), dilation) of each axis.  Return the results in the same order, and
    how many there are along each axis.
    """
    axes = [
        windows(n, k, s, *padding, d, ceil_mode)
        for n, (k, s, padding, d) in zip(sides, layers, strict=True)
    ]
    ends = [n + after for n, (_, _, (_, after), _) in zip(sides, layers, strict=True)]
    results = []
    for window in product(*axes):
        real, padded = [], 0
        for place in product(*window):
            if all(0 <= p < n for p, n in zip(place, sides, strict=True)):
                flat = 0
                for p, n in zip(place, sides, strict=True):
                    flat = flat * n + p
                real.append((flat, cells[flat]))
            elif all(p < end for p, end in zip(place, ends, strict=True)):
                padded += 1
        results.append(summary(real, padded))
    return results, [len(found) for found in axes]


def maximum(cells, padded):
    return _best(cells, lambda value, best: value > best, -math.inf)[1]


def minimum(cells, padded):
    return _best(cells, lambda value, best: value < best, math.inf)[1]


def index_of_maximum(cells, padded):
    return _best(cells, lambda value, best: value > best, -math.inf)[0]


def _best(cells, beats, nothing):
    """Return the first of the best; every NaN beats what came before it."""
    if not cells:
        return -1, nothing
    best = cells[0]
    for cell in cells[1:]:
        if math.isnan(cell[1]) or beats(cell[1], best[1]):
            best = cell
    return best


def average(count_include_pad=True, divisor_override=None):
    def summary(cells, padded):
        total = sum(float(value) for _, value in cells)
        divisor = len(cells) + padded * count_include_pad
        if divisor_override is not None:
            divisor = divisor_override
        return total / divisor if divisor else math.nan

    return summary


def median(cells, padded):
    values = sorted(float(value) for _, value in cells)
    if not values or any(math.isnan(value) for value in values):
        return math.nan
    half = len(values) // 2
    if len(values) % 2:
        return values[half]
    return (values[half - 1] + values[half]) / 2


def power_mean(p, mean=True):
    """Take the mean, or the sum, of powers, and the root of it."""

    def summary(cells, padded):
        values = [abs(float(value)) for _, value in cells]
        if not values:
            return math.nan if mean else 0.0
        if p == math.inf:
            return maximum(list(enumerate(values)), padded)
        if p == 0:
            return math.exp(math.fsum(map(math.log, values)) / len(values))
        total = math.fsum(value**p for value in values)
        return (total / len(values) if mean else total) ** (1 / p)

    return summary


def log_mean_exp(s):
    def summary(cells, padded):
        values = [math.exp(s * value) for _, value in cells]
        return math.log(math.fsum(values) / len(values)) / s if values else math.nan

    return summary


def expectation(cells, padded):
    """Weigh every value by its share of the sum."""
    total = math.fsum(value for _, value in cells)
    return math.fsum(value**2 for _, value in cells) / total if total else 0.0
