"""The bars, and Docs/Performance.md."""

import dataclasses

# What stands below this line in the document is written by people and kept.
KEPT = "<!-- Written by hand from here on; Tools/benchmark keeps it. -->"


@dataclasses.dataclass
class Bar:
    """A figure of ours against one of a peer, or against a bound."""

    title: str
    metric: str
    against: tuple | None = None  # (contender, metric); None: `bound` is a value, not a ratio
    bound: float = 1
    at_least: bool = False
    of: str = "median"
    modes: tuple = ("unpinned", "pinned")

    def judge(self, samples, mode):
        """A row of the table, or None when something was not measured."""
        if mode not in self.modes or not samples.has(mode, "sampan", self.metric):
            return None
        if self.against and not samples.has(mode, *self.against):
            return None
        unit = samples.units[self.metric]
        ours = samples.figure(mode, "sampan", self.metric, self.of)
        if self.against:
            theirs = samples.figure(mode, *self.against, self.of)
            value, peer, suffix = ours / theirs, f"{self.against[0]} {number(theirs)} {unit}", "×"
        else:
            value, peer, suffix = ours, "", f" {unit}"
        met = value >= self.bound if self.at_least else value <= self.bound
        sign = "≥" if self.at_least else "≤"
        figure = f"{value:.2f}×" if self.against else ""
        return [self.title, mode, f"{number(ours)} {unit}", peer, figure,
                f"{sign} {self.bound:g}{suffix}", "yes" if met else "**no**"]


BARS = [
    Bar("cold launch to first screen, against node 24's hello", "cold launch",
        ("node 24", "start"), 0.8),
    Bar("cold launch to first screen, against bun's hello", "cold launch", ("bun", "start"), 3.5),
    Bar("warm launch to first screen, against bun's hello", "warm launch", ("bun", "start"), 0.4),
    Bar("synchronous call, against a bare socket pair", "sync call p50",
        ("sampan", "raw round trip p50"), 2, modes=("pinned",)),
    Bar("synchronous call, against a bare socket pair", "sync call p50",
        ("sampan", "raw round trip p50"), 1.3, modes=("unpinned",)),
    Bar("asynchronous calls, 64 in flight, against node 24's child process", "async calls",
        ("node 24", "async calls"), 2, at_least=True),
    Bar("getStorageSync, against node:sqlite", "storage get", ("node 24", "storage get"), 0.5),
    Bar("setStorageSync, against node:sqlite", "storage put", ("node 24", "storage put"), 2.5),
    Bar("setStorageSync, against deno's localStorage", "storage put", ("deno", "storage put"), 0.6),
    Bar("memory of an idle program (50), against node 24", "memory of 50",
        ("node 24", "memory of 50"), 0.85, modes=("unpinned",)),
    Bar("memory of an idle program (50), against bun", "memory of 50",
        ("bun", "memory of 50"), 1.4, modes=("unpinned",)),
    Bar("idle programs in a GiB", "programs in a GiB", None, 75, at_least=True,
        modes=("unpinned",)),
    Bar("deadline to gone, p99", "deadline to gone", None, 25, of="p99", modes=("unpinned",)),
    Bar("memory past the cap, worst", "memory overshoot", None, 32, of="worst",
        modes=("unpinned",)),
    Bar("p99 of a call beside four hostile programs, against alone", "call p99 beside four",
        ("sampan", "call p99 alone"), 2, modes=("unpinned",)),
]


BARS += [
    Bar(f"rows: {step}, against {peer}", f"rows {step}", (peer, f"rows {step}"), 0.2)
    for step in ("create", "update tenth", "swap", "append", "remove", "clear")
    for peer in ("vue on jsdom", "preact on jsdom")
]
BARS += [
    Bar(f"rows: {step} in the engine alone, against a diff by hand", f"{step} by the prelude",
        ("sampan", f"{step} by hand"), 2)
    for step in ("create", "update tenth", "swap", "append", "remove", "clear")
]
BARS.append(Bar("one cell of 10,000 rows, against one of 1,000", "one cell of 10,000",
                ("sampan", "one cell of 1,000"), 1.5))


def number(value):
    """Three significant digits, without an exponent."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def bars_table(samples):
    rows = [row for bar in BARS for mode in ("unpinned", "pinned")
            if (row := bar.judge(samples, mode))]
    return table(["what", "cores", "Sampan", "peer", "ratio", "bar", "met"], rows)


def figures_table(samples):
    rows = []
    for metric, mode, contender in samples.rows:
        at = (mode, contender, metric)
        rows.append([metric, mode, contender, number(samples.figure(*at)),
                     number(samples.figure(*at, of="p99")), samples.units[metric],
                     str(samples.count(*at))])
    return table(["what", "cores", "who", "median", "p99", "unit", "runs"], rows)


def document(samples, versions, head, kept):
    """The whole of Docs/Performance.md."""
    return f"""# Performance

Measured by `Tools/benchmark`, which runs every contender in turn, round after round, so that all of
them meet the same moments of the machine. *Pinned* keeps everything on one core; *unpinned* leaves
it to the scheduler, which makes a round trip between two processes cost anything from 5 to 65 µs.
Ratios travel to other machines, milliseconds do not.

{head}. {", ".join(versions)}.

## The bars

{bars_table(samples)}

## All figures

*start* is from before a process is started to the first byte that its script prints. *command start*
is the whole of `sampan run --headless`, host included. *launch* is from the host's request to the
first settled screen of `MiniPrograms/hello`: *cold* with a runner that is started for it, *warm* with a
locked-down spare. *memory* is proportional resident size of each runner, with 1 and with 50 of them
idle; the peers run the same script, which is the prelude and `hello`.

{figures_table(samples)}

{KEPT}
{kept}"""


def write(path, samples, versions, head):
    kept = "\n## Notes\n\nNothing yet.\n"
    if path.exists() and KEPT in (text := path.read_text(encoding="utf-8")):
        kept = text.split(KEPT, 1)[1].removeprefix("\n")
    path.write_text(document(samples, versions, head, kept), encoding="utf-8")
