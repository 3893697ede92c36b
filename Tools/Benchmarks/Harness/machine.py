"""What this machine is, and starting, timing and weighing processes on it."""

import contextlib
import os
import pathlib
import platform
import signal
import subprocess
import time

MIB = 1 << 20
CORES = os.sched_getaffinity(0)


def describe():
    """One sentence for the head of the report."""
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.machine())
    kernel = ".".join(platform.release().split(".")[:2])
    return (f"{len(CORES)} cores of {model}, Linux {kernel},"
            f" load {os.getloadavg()[0]:.1f} at the start")


def pin(core):
    """Keeps this process and all that it starts on one core; None lifts that."""
    os.sched_setaffinity(0, CORES if core is None else {core})


def environment(home):
    """What every contender is started with: little, and the same."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8", "NO_COLOR": "1",
        "DENO_DIR": f"{home}/deno", "DENO_NO_UPDATE_CHECK": "1", "NODE_NO_WARNINGS": "1",
        "XDG_DATA_HOME": f"{home}/data", "XDG_CACHE_HOME": f"{home}/cache",
    }


def start_to_output(command, home):
    """Milliseconds from before the spawn to the first byte on standard output."""
    reading, writing = os.pipe()
    nothing = os.open(os.devnull, os.O_RDWR)
    began = time.perf_counter_ns()
    process = os.posix_spawn(command[0], command, environment(home), file_actions=[
        (os.POSIX_SPAWN_DUP2, nothing, 0), (os.POSIX_SPAWN_DUP2, writing, 1),
        (os.POSIX_SPAWN_DUP2, nothing, 2)])
    os.close(writing)
    first = os.read(reading, 1)
    took = time.perf_counter_ns() - began
    while os.read(reading, 1 << 16):
        pass
    os.close(reading)
    os.close(nothing)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if not first or status:
        raise RuntimeError(f"{' '.join(command)}: exit code {status}")
    return took / 1e6


@contextlib.contextmanager
def idle_processes(command, count, home):
    """`count` processes that have said hello and now wait; ended on leaving."""
    processes = []
    try:
        for _ in range(count):
            process = subprocess.Popen(
                command, env=environment(home), stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            processes.append(process)
            if not process.stdout.readline():
                raise RuntimeError(f"{' '.join(command)} said nothing")
        time.sleep(1)  # what runs after the first output settles; not part of any figure
        yield [process.pid for process in processes]
    finally:
        for process in processes:
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stdout.close()


def proportional_size(processes):
    """Resident memory each, shared pages divided among those who share them, in MiB."""
    total = 0
    for process in processes:
        for line in pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
    return total / MIB / len(processes)
