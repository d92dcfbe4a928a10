"""Groups that hand in together: what one member handed in is every member's."""

from collections.abc import Sequence

from ...text import translate
from .roster import join
from .submissions import Submission
from .tables import Table

HEADS = (
    "group_name", "group", "groups", "group name", "gruppe", "gruppen", "groupe",
    "groupes", "grupo", "grupos", "gruppo", "gruppi", "groep",
    "组", "小组", "组名", "分组",
)  # fmt: skip
"""What the column of the groups may be called, Canvas's own word first."""


def with_members(submissions: Sequence[Submission], table: Table) -> list[Submission]:
    """Return the hand-ins, and one for each other member of the groups they are of.

    Who handed in alone keeps that.  Where a group handed in twice, nobody knows which
    counts for the others: they have a row that says so.

    Parameters
    ----------
    submissions : sequence of Submission
        What was handed in.
    table : Table
        The platform's list of groups: a row for each member, a column for the group.

    Raises
    ------
    OSError
        If there is no column of groups, or nobody who handed in is in the table.
    """
    groups = table.column(_column(table))
    joined = join(submissions, table)
    handed: dict[str, list[Submission]] = {}
    for n, row in joined.rows.items():
        handed.setdefault(groups[row].strip(), []).append(submissions[n])
    taken = {one.label for one in submissions}
    made = list(submissions)
    for row in joined.missing:
        group = groups[row].strip()
        theirs = handed.get(group, []) if group else []
        if not theirs:
            continue
        name, number = joined.names[row], joined.ids[row]
        label = name if name not in taken else f"{name} {number or row + 1}"
        taken.add(label)
        one = Submission(name, id=number, label=label)
        if len(theirs) == 1:
            one.notebooks = theirs[0].notebooks
            one.others = theirs[0].others
            who = theirs[0].student
            one.flags = [translate("grading.of_group", group=group, name=who)]
        else:
            words = translate("grading.of_groups", group=group, count=len(theirs))
            one.flags = [words]
        made.append(one)
    return made


def _column(table: Table) -> int:
    heads = [head.strip().casefold() for head in table.heads]
    for word in HEADS:
        if heads.count(word) == 1:
            return heads.index(word)
    listed = ", ".join(map(repr, table.heads))
    raise OSError(f"no column is called 'group' in the list of groups: it has {listed}")
