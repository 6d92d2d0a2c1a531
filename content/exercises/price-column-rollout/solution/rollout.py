"""The rollout, step by step. Release 1 runs when it begins."""

from harness.steps import Deploy, Migrate, Repeat, Step

STEPS: list[Step] = [
    # New columns that nobody has to fill.
    Migrate("0002"),
    # From here on both forms are written, except by release 1 while it is replaced.
    Deploy("release2"),
    # Rows that have only the old form, and rows that release 1 changed after release 2 had written them.
    Repeat("schema.backfill.fill"),
    Deploy("release3"),
    # The new columns become required, and the old one stops being so: in three migrations, for the locks.
    Migrate("0005"),
    Deploy("release4"),
    # Nobody names the old column any more.
    Migrate("0006"),
]
