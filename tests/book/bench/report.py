"""Write down what came out of the races: tables of ratios and of memory, and a plot."""

import numpy as np

from pooltools.figures._base import PALETTE, Picture, canvas
from pooltools.text import translate

MARKERS = "ovs^*D<>PpXdh"


def about(found):
    """Return the machine and the versions, a line each."""
    versions = ", ".join(f"{name} {v}" for name, v in found["versions"].items())
    return (
        f"{found['processor']}, copies {found['gigabytes_per_second']} GB/s",
        versions,
    )


def markdown(found):
    """Return all tables; a rival that did not take part has an empty cell."""
    machine, versions = about(found)
    floors = [
        {**row, "milliseconds": {**row["milliseconds"], "floor": row["floor"]}}
        for row in found["layers"]
    ]
    every = found["layers"] + found["others"]
    return "\n\n".join(
        [
            "# How fast, against whom, and with how much memory",
            f"{machine}; {versions}.\nLeast CPU time of many turns, as a multiple of "
            "pooltools' own; two threads: least time on the clock.\n"
            "Importing all of pooltools adds "
            f"{found['import_milliseconds']:.2g} ms to importing NumPy.\n"
            "Written by `make bench`.",
            "![Times of all rivals on all layers, and how they grow](results.svg)",
            table(floors),
            "## Pyramids, global averages, indices, gradients",
            table(found["others"]),
            "## Peak memory, MB, with the result",
            grid(every, "megabytes", lambda row, name: f"{row[name]:.1f}"),
        ]
    ) + "\n"  # fmt: skip


def table(rows):
    """Return times as multiples of pooltools', and pooltools' in milliseconds."""

    def cell(times, name):
        ratio = times[name] / times["pooltools"]
        if name == "pooltools":
            return f"{times[name]:.3g} ms"
        return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"

    return grid(rows, "milliseconds", cell)


def grid(rows, kind, cell):
    names = list(dict.fromkeys(name for row in rows for name in row[kind]))
    head = ["", *(translate(f"speed.{name}") for name in names)]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for row in rows:
        values = row[kind]
        cells = [cell(values, name) if name in values else "" for name in names]
        lines.append(f"| {' | '.join([title(row), *cells])} |")
    return "\n".join(lines)


def title(row):
    return " ".join([row["layer"], *([row["mode"]] if "mode" in row else [])])


def plot(found):
    """Draw the ratios of all layers, and the cost as windows and maps grow."""
    figure, (wide, windows, maps) = canvas(10, 12, rows=3)
    figure.patch.set_alpha(1)  # a file has no page behind it
    layers = found["layers"]
    every = {
        name: [row["milliseconds"][name] for row in layers]
        for name in layers[0]["milliseconds"]
    }
    for i, (name, times) in enumerate(every.items()):
        ratios = np.divide(times, every["pooltools"])
        wide.plot(ratios, range(len(layers)), ls="", **look(i, name))
    wide.set_axis_on()
    wide.set_yticks(range(len(layers)), [title(row) for row in layers])
    wide.set(xscale="log", ylim=(len(layers) - 0.5, -0.5))
    wide.set_xlabel("time as a multiple of pooltools'")
    wide.grid(color=PALETTE["line"], lw=0.5)
    figure.legend(loc="outside upper center", ncols=4, frameon=False)
    order = list(every)
    grow(windows, found["kernels"]["max"], order)
    windows.set(xlabel="kernel_size", ylabel="ns per output, maximum, stride 1")
    grow(maps, found["sides"], order)
    maps.set(xlabel="side of the map", ylabel="ns per input cell, maximum, 2×2")
    figure.supxlabel("\n".join(about(found)), fontsize=10, color=PALETTE["soft"])
    alt = "Times of all rivals on all layers, and how they grow with window and map."
    return Picture(figure, alt).svg()


def grow(axes, rows, order):
    sizes = [int(size) for size in rows]
    for name in next(iter(rows.values())):
        costs = [row[name] for row in rows.values()]
        axes.plot(sizes, costs, **look(order.index(name), name))
    axes.set_axis_on()
    axes.set(xscale="log", yscale="log")
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.minorticks_off()
    axes.grid(color=PALETTE["line"], lw=0.5)


def look(i, name):
    """Return colour, marker and name of a rival, the same in all three plots."""
    return {
        "color": f"C{i % 10}",
        "marker": MARKERS[i],
        "label": translate(f"speed.{name}"),
    }
