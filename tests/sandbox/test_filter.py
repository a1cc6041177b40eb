"""The kernel's filter: what its program answers, read step by step, on machines that this one need not be."""

import struct

import pytest

from dazi.sandbox.filter import filter_for

ALLOW, EPERM, KILL = 0x7FFF0000, 0x00050001, 0x80000000
X86, ARM = ("x86_64", 0xC000003E), ("aarch64", 0xC00000B7)
READ_WRITE, EXECUTABLE, PRIVATE, ANONYMOUS = 3, 5, 2, 0x22


def answer(machine: str, architecture: int, number: int, *arguments: int) -> int:
    code = filter_for(machine)
    assert code is not None
    call = struct.pack("=IIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    lines = list(struct.iter_unpack("=HBBI", code))
    place = value = 0
    while True:
        operation, yes, no, constant = lines[place]
        place += 1
        if operation == 0x20:
            value = struct.unpack_from("=I", call, constant)[0]
        elif operation == 0x06:
            return int(constant)
        else:
            held = {0x15: value == constant, 0x35: value >= constant, 0x45: bool(value & constant)}[operation]
            place += yes if held else no


@pytest.mark.parametrize(
    ("machine", "allowed"),
    [(X86, [11, 12, 202, 228, 231, 318]), (ARM, [214, 215, 98, 113, 94, 278])],
    ids=["x86_64", "aarch64"],
)
def test_computing_is_allowed_and_little_else(machine: tuple[str, int], allowed: list[int]) -> None:
    passed = [number for number in range(1024) if answer(*machine, number) == ALLOW]
    assert set(allowed) <= set(passed) and len(passed) <= 17
    assert all(answer(*machine, number) == EPERM for number in range(1024) if number not in passed)


@pytest.mark.parametrize(
    "number", [0, 2, 41, 56, 57, 58, 59, 62, 76, 77, 82, 87, 90, 101, 257, 272, 319, 322, 425, 435, 437]
)
def test_files_processes_and_sockets_are_refused(number: int) -> None:
    # read open socket clone fork vfork execve kill truncate ftruncate rename unlink chmod ptrace openat unshare
    # memfd_create execveat io_uring_setup clone3 openat2
    assert answer(*X86, number) == EPERM


@pytest.mark.parametrize("number", [29, 35, 38, 45, 56, 57, 63, 117, 129, 198, 220, 221, 425, 435])
def test_the_same_on_the_other_machine(number: int) -> None:
    # ioctl unlinkat renameat truncate openat close read ptrace kill socket clone execve io_uring_setup clone3
    assert answer(*ARM, number) == EPERM


@pytest.mark.parametrize(("machine", "write", "mmap", "mprotect"), [(X86, 1, 9, 10), (ARM, 64, 222, 226)])
def test_arguments_are_read(machine: tuple[str, int], write: int, mmap: int, mprotect: int) -> None:
    assert [answer(*machine, write, fd) for fd in (0, 1, 2, 3)] == [EPERM, ALLOW, ALLOW, EPERM]
    assert answer(*machine, mmap, 0, 4096, READ_WRITE, ANONYMOUS) == ALLOW
    assert answer(*machine, mmap, 0, 4096, READ_WRITE, PRIVATE) == EPERM
    assert answer(*machine, mmap, 0, 4096, EXECUTABLE, ANONYMOUS) == EPERM
    assert answer(*machine, mprotect, 0, 4096, READ_WRITE) == ALLOW
    assert answer(*machine, mprotect, 0, 4096, EXECUTABLE) == EPERM


def test_another_architecture_ends_the_process_and_x32_is_refused() -> None:
    assert answer("x86_64", 0x40000003, 1, 1) == KILL  # i386, by int 0x80
    assert answer("aarch64", 0x40000028, 4, 1) == KILL  # 32-bit ARM
    assert answer(*X86, 0x40000000 + 1, 1) == EPERM


def test_an_unknown_machine_has_no_filter() -> None:
    assert filter_for("riscv64") is None
