"""The order of a story: by day, then as it was told; a step that replaces another stands in its place."""

from collections.abc import Sequence

from ketenwerk.progress.models import ExitEvent


def in_order(steps: Sequence[ExitEvent]) -> list[ExitEvent]:
    """The steps that hold now, without those that were replaced."""
    by_id = {step.id: step for step in steps}
    replaced = {step.replaces_id for step in steps}

    def first_told(step: ExitEvent) -> ExitEvent:
        while step.replaces_id in by_id:
            step = by_id[step.replaces_id]
        return step

    holding = [step for step in steps if step.id not in replaced]
    return sorted(holding, key=lambda step: (step.day, first_told(step).recorded_at))
