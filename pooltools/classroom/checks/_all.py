"""All tasks together."""

from . import backwards, networks, summaries, windows
from ._values import Task

TASKS: dict[str, Task] = {
    task.name: task
    for sheet in (windows, summaries, backwards, networks)
    for task in sheet.TASKS
}
"""Every task by its name, sheet by sheet."""
