"""Forbid the calls of Linux whose memory no limit counts.

Shared memory and message queues of System V stay when nothing is mapped any more, so
a process that is bound to 1 GB could fill the machine with them, part by part.
"""

import ctypes
import platform
import struct

NUMBERS = {
    # the kernel's word for the machine, and its numbers of shmget and msgget
    "x86_64": (0xC000003E, (29, 68)),
    "aarch64": (0xC00000B7, (194, 186)),
}
OTHER_CALLS = 0x40000000  # x86-64 has a second set of numbers from here on
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
CALL, MACHINE = 0, 4  # places in what the kernel shows to a filter
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # the latter with EPERM
NO_NEW_RIGHTS, FILTER_CALLS, BY_PROGRAM = 38, 22, 2


class Program(ctypes.Structure):
    """A filter as the kernel takes it."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def forbid() -> None:
    """Refuse these calls from here on, where the machine is one that we know."""
    machine = NUMBERS.get(platform.machine())
    if platform.system() != "Linux" or machine is None:
        return
    word, numbers = machine
    tests = [(AT_LEAST, OTHER_CALLS), *((EQUAL, number) for number in numbers)]
    steps = [struct.pack("HBBI", LOAD, 0, 0, MACHINE)]
    steps.append(struct.pack("HBBI", EQUAL, 0, len(tests) + 2, word))
    steps.append(struct.pack("HBBI", LOAD, 0, 0, CALL))
    for left, (test, number) in zip(range(len(tests), 0, -1), tests, strict=True):
        steps.append(struct.pack("HBBI", test, left, 0, number))
    steps.append(struct.pack("HBBI", RETURN, 0, 0, ALLOW))
    steps.append(struct.pack("HBBI", RETURN, 0, 0, REFUSE))
    libc = ctypes.CDLL(None)
    libc.prctl(NO_NEW_RIGHTS, 1, 0, 0, 0)
    program = Program(len(steps), b"".join(steps))
    libc.prctl(FILTER_CALLS, BY_PROGRAM, ctypes.byref(program), 0, 0)
