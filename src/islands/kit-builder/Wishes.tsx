import { LABELS, LEVELS } from '../../bank/vocabulary.ts';
import { SHORTEST } from '../../kit/compose.ts';
import { type Draft, LONGEST } from '../../kit/draft.ts';
import type { Weighing } from '../../rubric/weights.ts';

interface Props {
  rubric: Pick<Weighing, 'roles' | 'stages'>;
  draft: Draft;
  choose: (wish: Partial<Draft>) => void;
}

/** What the kit is for: each change proposes a new one. */
export function Wishes({ rubric, draft, choose }: Props) {
  const choices = [
    { field: 'level', label: 'Level', options: LEVELS.map((id) => ({ id, name: LABELS[id] })) },
    { field: 'role', label: 'Role focus', options: rubric.roles },
    { field: 'stage', label: 'Stage', options: rubric.stages },
  ] as const;

  return (
    <>
      <fieldset class="grid gap-3 sm:grid-cols-3">
        <legend class="sr-only">What the kit is for</legend>
        {choices.map(({ field, label, options }) => (
          <label key={field} class="text-sm">
            <span class="block text-soft">{label}</span>
            <select
              class="field"
              value={draft[field]}
              onChange={(event) => choose({ [field]: event.currentTarget.value })}
            >
              {options.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ))}
        <label class="text-sm">
          <span class="block text-soft">Minutes</span>
          <input
            class="field"
            type="number"
            min={SHORTEST}
            max={LONGEST}
            value={draft.minutes}
            onChange={(event) => choose({ minutes: event.currentTarget.valueAsNumber || draft.minutes })}
          />
        </label>
        <label class="text-sm">
          <span class="block text-soft">Form</span>
          <input
            class="field"
            maxLength={40}
            value={draft.seed}
            onChange={(event) => choose({ seed: event.currentTarget.value })}
          />
        </label>
      </fieldset>
      <p class="meta mt-2">
        Another form (A, B, 2026-3) asks other questions of the same kinds and lengths, so that two candidates who talk
        to each other still meet like kits.
      </p>
    </>
  );
}
