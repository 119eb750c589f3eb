#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Line and branch coverage of lib/, from what gcov counted in a build folder.

Prints both per file and in total. Fails when fewer branches than the minimum are reached, when a
branch that is not reached is not listed with its reason, and when an entry of that list is stale.
Code of a header is compiled into many objects: a branch of it counts as reached if it is in any.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict


def gcov_documents(build):
    """Run gcov on every object of the library; yield what it says about each."""
    for folder, _, names in sorted(os.walk(os.path.join(build, "lib"))):
        for name in sorted(names):
            if not name.endswith(".gcno"):
                continue
            command = ["gcov", "--json-format", "--stdout", "--branch-probabilities",
                       os.path.relpath(os.path.join(folder, name), build)]
            answer = subprocess.run(command, cwd=build, check=True, stdout=subprocess.PIPE,
                                    stderr=subprocess.DEVNULL)
            for line in answer.stdout.decode().splitlines():
                yield json.loads(line)


def read_counts(build, source):
    """Give {(file, line): count} and {(file, line, function): [count of each branch]}."""
    lines = Counter()
    branches = {}
    for document in gcov_documents(build):
        here = defaultdict(list)
        working = document["current_working_directory"]
        for entry in document["files"]:
            path = os.path.relpath(os.path.join(working, entry["file"]), source)
            if not path.startswith("lib" + os.sep):
                continue
            for line in entry["lines"]:
                number = line["line_number"]
                lines[path, number] += line["count"]
                function = line.get("function_name", "")
                here[path, number, function] += [b["count"] for b in line["branches"]]
        for key, counts in here.items():
            known = branches.get(key, [])
            size = max(len(known), len(counts))
            known, counts = (c + [0] * (size - len(c)) for c in (known, counts))
            branches[key] = [a + b for a, b in zip(known, counts)]
    return lines, branches


def read_reasons(path):
    """Give {(file, function, text): (count, reason)} as the list has them."""
    reasons = {}
    key = None
    with open(path, encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip() or line.startswith("#"):
                key = None
            elif line[0].isspace():
                if key is None:
                    sys.exit("%s:%d: a reason without an entry" % (path, number))
                count, reason = reasons[key]
                reasons[key] = (count, (reason + " " + line.strip()).strip())
            else:
                parts = [part.strip() for part in line.split("|", 3)]
                if len(parts) != 4 or not parts[2].isdigit():
                    sys.exit("%s:%d: not `file | function | count | text`" % (path, number))
                key = (parts[0], parts[1], " ".join(parts[3].split()))
                if key in reasons:
                    sys.exit("%s:%d: listed twice" % (path, number))
                reasons[key] = (int(parts[2]), "")
    return reasons


def unreached_by_text(branches, source):
    """Give {(file, function, text): count} and one line number for each."""
    texts = {}
    counts = Counter()
    places = {}
    for (path, number, function), values in sorted(branches.items()):
        missed = values.count(0)
        if missed == 0:
            continue
        if path not in texts:
            with open(os.path.join(source, path), encoding="utf-8") as stream:
                texts[path] = stream.read().splitlines()
        key = (path, function, " ".join(texts[path][number - 1].split()))
        counts[key] += missed
        places.setdefault(key, number)
    return counts, places


def percent(part, whole):
    return "%6.2f%% %11s" % (100.0 * part / whole if whole else 100.0, "%d/%d" % (part, whole))


def print_table(lines, branches):
    """Print the table; give the numbers of reached and of all branches."""
    sums = defaultdict(lambda: [0, 0, 0, 0])
    for (path, _), count in lines.items():
        for name in (path, "total"):
            sums[name][0] += count > 0
            sums[name][1] += 1
    for (path, _, _), values in branches.items():
        for name in (path, "total"):
            sums[name][2] += len(values) - values.count(0)
            sums[name][3] += len(values)
    print("%-28s %19s %19s" % ("", "lines", "branches"))
    for name in sorted(sums, key=lambda n: (n == "total", n)):
        row = sums[name]
        print("%-28s %s %s" % (name, percent(row[0], row[1]), percent(row[2], row[3])))
    return sums["total"][2], sums["total"][3]


def compare(counts, places, reasons):
    """Say which unreached branches are not listed, and which entries are stale."""
    wrong = 0
    for key in sorted(counts, key=lambda k: (k[0], places[k])):
        listed, reason = reasons.get(key, (0, ""))
        if counts[key] > listed:
            wrong += 1
            print("\nnot reached and not listed (%s:%d):" % (key[0], places[key]))
            print("%s | %s | %d | %s" % (key[0], key[1], counts[key], key[2]))
        elif not reason:
            wrong += 1
            print("\nlisted without a reason: %s | %s | %s" % key)
    for key in sorted(reasons):
        if counts[key] < reasons[key][0]:
            wrong += 1
            print("\nstale, %d listed but %d not reached:" % (reasons[key][0], counts[key]))
            print("%s | %s | %d | %s" % (key[0], key[1], reasons[key][0], key[2]))
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True)
    parser.add_argument("--source", default=".")
    parser.add_argument("--unreached", required=True)
    parser.add_argument("--minimum", type=float, required=True, help="percent of branches")
    arguments = parser.parse_args()
    source = os.path.abspath(arguments.source)

    lines, branches = read_counts(arguments.build, source)
    if not lines:
        sys.exit("coverage: gcov found nothing in " + arguments.build)
    reached, total = print_table(lines, branches)
    counts, places = unreached_by_text(branches, source)
    reasons = read_reasons(arguments.unreached)
    wrong = compare(counts, places, reasons)
    listed = sum(min(counts[key], reasons[key][0]) for key in reasons)
    print("\n%d of %d branches reached; %d of the other %d are listed with a reason" % (
        reached, total, listed, total - reached))
    if 100.0 * reached < arguments.minimum * total:
        sys.exit("coverage: below %g%% of branches" % arguments.minimum)
    if wrong:
        sys.exit("coverage: %d entries to write, or to remove, in %s" % (wrong, arguments.unreached))


if __name__ == "__main__":
    main()
