"""What is asked of Guichet's speed, and what lines of tests/bench/run (files named as arguments) say of it."""
import statistics
import sys
from collections import defaultdict

PAGES = ("list", "list-filtered", "list-name", "detail", "eligibility")
runs = defaultdict(list)
for path in sys.argv[1:]:
    for line in open(path):
        f = line.rstrip("\n").split("\t")
        if len(f) > 3:
            runs[int(f[0]), f[1], f[2], int(f[3])].append([float(x) for x in f[5:]])
rate = {key: statistics.median(run[0] for run in found) for key, found in runs.items()}
# Guichet answers a test in two requests, the peer in one: both together are one test.
for (n, target, route, c), verdict in list(rate.items()):
    if (target, route) == ("guichet", "verdict") and (n, "guichet", "eligibility", c) in rate:
        rate[n, "guichet", "eligibility", c] = 1 / (1 / rate[n, "guichet", "eligibility", c] + 1 / verdict)
sizes, connections = sorted({key[0] for key in rate}), sorted({key[3] for key in rate})


def ratio(n, route, c, target, against):
    ours, theirs = rate.get((n, "guichet", route, c)), rate.get((n, target, against, c))
    return f"{ours / theirs:.3g}" if ours and theirs else "—"


def line(what, aim, n, route, target, against):
    cells = " | ".join(ratio(n, route, c, target, against) for c in connections)
    print(f"| {n:,} | {what} | {aim} | {cells} |".replace(",", " "))


print("\n### Ratios\n")
print("| dossiers | Guichet, requests a second, against | asked |", " | ".join(f"{c} conn." for c in connections), "|")
print("|---|---|---|" + "---|" * len(connections))
for n in sizes:
    for route in PAGES:
        line(f"{route} / peer's", "≥ 20", n, route, "peer", route)
    line("transition / peer's", "≥ 5", n, "transition", "peer", "transition")
    line("upload / peer's", "≥ 3", n, "upload", "peer", "upload")
    line("list / limit's rows", "≥ 0.4", n, "list", "limit", "rows")
    line("list / limit's list", "≥ 10" if n >= 1_000_000 else "", n, "list", "limit", "list")
    line("list-filtered / limit's", "≥ 1", n, "list-filtered", "limit", "list-filtered")
    line("list-name / limit's", "≥ 1", n, "list-name", "limit", "list-name")
if len(sizes) > 1:
    small, large = sizes[0], sizes[-1]
    print(f"\n| Guichet, time at {large:,} / time at {small:,} | asked |".replace(",", " "),
          " | ".join(f"{c} conn." for c in connections), "|")
    print("|---|---|" + "---|" * len(connections))
    for route in dict.fromkeys(key[2] for key in rate if key[1] == "guichet"):
        pairs = [(rate.get((small, "guichet", route, c)), rate.get((large, "guichet", route, c))) for c in connections]
        print(f"| {route} | ≤ 2 |", " | ".join(f"{a / b:.2f}" if a and b else "—" for a, b in pairs), "|")
errors = sum(run[5] for (_, target, *_), found in runs.items() if target == "guichet" for run in found)
print(f"\nErrors of Guichet in all runs: {errors:.0f}.")
