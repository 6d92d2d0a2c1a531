"""The rollout, step by step. Release 1 runs when it begins."""

from harness.steps import Deploy, Migrate, Step

STEPS: list[Step] = [
    Migrate("0002"),
    Deploy("release2"),
]
