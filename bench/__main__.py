"""`make bench`: ratios of list, dossier, note, intake, account and count against the floor and raw SQL, with their bars."""

import argparse
import json
import sys
from pathlib import Path

from bench.ground import ground
from bench.ratios import as_json, table

EVERYTHING = (
    "list,detail,note,intake,account,picture,months,page1,deep,walls,floor,count,footprint,queries"
)
EXPLANATION = """
Medians over the rounds of p50 against p50; `quiet` takes the fastest tenth of each round instead.
F is the floor app, R is raw SQL, both on as many rows in the same database server.
The bars stand for 100,000 clients; a smaller run tells whether everything works and what became slower."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    add = parser.add_argument
    add("--sizes", default="1000,10000,100000", help="numbers of clients, from small to large")
    add("--rounds", type=int, default=5)
    add("--requests", type=int, default=40, help="of the product, per kind, size and round")
    add("--only", default=EVERYTHING, help=f"some of {EVERYTHING}")
    add("--quick", action="store_true", help="a minute, at 1,000 clients: does it work at all")
    add("--pages", type=int, help="every page with so many clients at each partner, instead")
    add("--hours", type=int, help="a delivery of so many hour lines, and the same again, instead")
    add("--json", type=Path, help="writes the bars to this file as well")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.sizes, chosen.rounds, chosen.requests = "1000", 2, 15
    chosen.sizes = sorted(int(number) for number in chosen.sizes.split(","))
    chosen.only = chosen.only.split(",")
    unknown = set(chosen.only) - set(EVERYTHING.split(","))
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return chosen


def end(wrong: list[str], right: str) -> None:
    print("\n".join(wrong) or right)
    sys.exit(bool(wrong))


def main() -> None:
    chosen = arguments()
    with ground() as cluster:
        if chosen.pages:
            from bench.pages import measure

            end(measure(cluster, chosen.pages), "every page holds")
        if chosen.hours:
            from bench.deliveries import measure as measure_hours

            end(measure_hours(cluster, chosen.hours), "every line went in once")
        from bench.run import Wish, run  # the models of the product need its settings first

        wish = Wish(chosen.sizes, chosen.only, chosen.rounds, chosen.requests, brief=chosen.quick)
        bars = run(cluster, wish)
    print("\n" + table(bars))
    print(EXPLANATION)
    if chosen.json:
        chosen.json.write_text(json.dumps(as_json(bars), indent=1) + "\n")


if __name__ == "__main__":
    main()
