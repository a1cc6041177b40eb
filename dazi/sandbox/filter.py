"""The kernel's filter for the limited child: assembles the BPF program that lets it compute and print, nothing else.

Everything that is not listed here answers EPERM: opening a file, starting a process or a thread, a socket, a signal.
It knows nothing of Python's own guards, and does not load what it makes."""

from __future__ import annotations

import struct

# include/uapi/linux/audit.h: the machine with its word size and byte order.
_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
_PLAIN = {
    "x86_64": {
        "munmap": 11, "brk": 12, "rt_sigprocmask": 14, "rt_sigreturn": 15, "sched_yield": 24, "mremap": 25,
        "madvise": 28, "exit": 60, "gettimeofday": 96, "time": 201, "futex": 202, "restart_syscall": 219,
        "clock_gettime": 228, "clock_getres": 229, "exit_group": 231, "getrandom": 318,
    },
    "aarch64": {
        "exit": 93, "exit_group": 94, "futex": 98, "clock_gettime": 113, "clock_getres": 114, "sched_yield": 124,
        "restart_syscall": 128, "rt_sigprocmask": 135, "rt_sigreturn": 139, "gettimeofday": 169, "brk": 214,
        "munmap": 215, "mremap": 216, "madvise": 233, "getrandom": 278,
    },
}  # fmt: skip
_CHECKED = {
    "x86_64": {"write": 1, "mmap": 9, "mprotect": 10},
    "aarch64": {"write": 64, "mmap": 222, "mprotect": 226},
}
_X32 = 0x40000000  # the bit that marks the x32 calls on an x86_64 kernel

_LOAD, _RETURN, _EQUAL, _AT_LEAST, _ANY_BIT = 0x20, 0x06, 0x15, 0x35, 0x45
_NUMBER, _ARCH = 0, 4  # offsets in struct seccomp_data
_ALLOW, _EPERM, _KILL = 0x7FFF0000, 0x00050001, 0x80000000
_PROT_EXEC, _MAP_ANONYMOUS = 4, 0x20

_Line = tuple[
    int, int, str, str
]  # operation, constant, label where true, label where false ("": the next line)


def _argument(index: int) -> int:
    # The lower half: the kernel itself reads these arguments as 32 bits, or knows no flag above them.
    return 16 + 8 * index


def _lines(machine: str) -> tuple[list[_Line], dict[str, int]]:
    lines: list[_Line] = [
        (_LOAD, _ARCH, "", ""),
        (_EQUAL, _ARCHITECTURE[machine], "", "kill"),
        (_LOAD, _NUMBER, "", ""),
        (_AT_LEAST, _X32, "refuse", ""),
    ]
    lines += [(_EQUAL, number, "allow", "") for number in sorted(_PLAIN[machine].values())]
    lines += [(_EQUAL, number, name, "") for name, number in _CHECKED[machine].items()]
    labels: dict[str, int] = {}
    for label, block in {  # jumps go forward only; what is not listed falls into the first block
        "default": [(_RETURN, _EPERM, "", "")],
        "write": [(_LOAD, _argument(0), "", ""), (_EQUAL, 1, "allow", ""), (_EQUAL, 2, "allow", "refuse")],
        # Memory of no file that is never run: without it, no way back to machine code.
        "mmap": [(_LOAD, _argument(2), "", ""), (_ANY_BIT, _PROT_EXEC, "refuse", ""),
                 (_LOAD, _argument(3), "", ""), (_ANY_BIT, _MAP_ANONYMOUS, "allow", "refuse")],
        "mprotect": [(_LOAD, _argument(2), "", ""), (_ANY_BIT, _PROT_EXEC, "refuse", "allow")],
        "refuse": [(_RETURN, _EPERM, "", "")],
        "allow": [(_RETURN, _ALLOW, "", "")],
        "kill": [(_RETURN, _KILL, "", "")],
    }.items():  # fmt: skip
        labels[label] = len(lines)
        lines += block
    return lines, labels


def filter_for(machine: str) -> bytes | None:
    """The filter for a machine (`os.uname().machine`) as an array of struct sock_filter; None: not known here."""
    if machine not in _ARCHITECTURE:
        return None
    lines, labels = _lines(machine)
    code = b""
    for place, (operation, constant, yes, no) in enumerate(lines):
        jumps = [labels[label] - place - 1 if label else 0 for label in (yes, no)]
        code += struct.pack("=HBBI", operation, *jumps, constant)
    return code
