"""Samples of one run of everything, and what can be said about them."""

import collections
import math
import statistics


class Samples:
    """All values by mode (`pinned`, `unpinned`), contender and metric."""

    def __init__(self):
        self.values = collections.defaultdict(list)
        self.units = {}

    def add(self, mode, contender, samples):
        for one in samples:
            self.values[mode, contender, one["metric"]].append(one["value"])
            self.units[one["metric"]] = one["unit"]

    def has(self, mode, contender, metric):
        return bool(self.values.get((mode, contender, metric)))

    def figure(self, mode, contender, metric, of="median"):
        """The median, or the value that 99 of 100 are no worse than, or the worst."""
        values = self.values[mode, contender, metric]
        more_is_better = self.units[metric].endswith("/s")
        if of == "p99":
            return percentile(values, 0.01 if more_is_better else 0.99)
        if of == "worst":
            return min(values) if more_is_better else max(values)
        return statistics.median(values)

    def count(self, mode, contender, metric):
        return len(self.values.get((mode, contender, metric), []))

    @property
    def rows(self):
        """Every (metric, mode, contender) there is a value for, in the order of first sight."""
        metrics = list(dict.fromkeys(metric for _, _, metric in self.values))
        return [(metric, mode, contender) for metric in metrics
                for mode, contender, other in self.values if other == metric]


def percentile(values, fraction):
    """The smallest value that is not below that fraction of all."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(fraction * len(ranked)) - 1)]
