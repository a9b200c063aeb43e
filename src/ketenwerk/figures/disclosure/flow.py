"""The narrowest place between two points: maximum flow, minimum cut."""

from collections import deque

UNIT = 10_000  # shares of a cell are counted in parts of this, so that flows are whole numbers

Pipes = list[dict[int, int]]  # per point: what still fits through to each other point


def narrow_sides(pipes: Pipes, start: int, goal: int, *, enough: int) -> list[set[int]]:
    """The points on the near side of the narrowest places; none if enough gets through.

    Of all equally narrow places the one nearest to the start and the one nearest to the goal.
    Uses the pipes up.
    """
    flowed = 0
    while flowed < enough:
        came_from = _reachable(pipes, start, goal)
        if goal not in came_from:
            return _distinct(set(came_from), set(range(len(pipes))) - _reaching(pipes, goal))
        flowed += _fill(pipes, came_from, start, goal)
    return []


def _distinct(near: set[int], far: set[int]) -> list[set[int]]:
    return [near] if near == far else [near, far]


def _reachable(pipes: Pipes, start: int, goal: int) -> dict[int, int]:
    came_from = {start: start}
    queue = deque([start])
    while queue and goal not in came_from:
        point = queue.popleft()
        for other, room in pipes[point].items():
            if room > 0 and other not in came_from:
                came_from[other] = point
                queue.append(other)
    return came_from


def _fill(pipes: Pipes, came_from: dict[int, int], start: int, goal: int) -> int:
    way, point = [], goal
    while point != start:
        way.append((came_from[point], point))
        point = came_from[point]
    amount = min(pipes[here][there] for here, there in way)
    for here, there in way:
        pipes[here][there] -= amount
        pipes[there][here] = pipes[there].get(here, 0) + amount
    return amount


def _reaching(pipes: Pipes, goal: int) -> set[int]:
    """The points from which something still fits through to the goal."""
    found, stack = {goal}, [goal]
    while stack:
        there = stack.pop()
        fresh = {here for here in range(len(pipes)) if pipes[here].get(there, 0) > 0} - found
        found |= fresh
        stack.extend(fresh)
    return found
