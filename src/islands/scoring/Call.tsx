import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LONGEST_TEXT } from '../../rubric/result.ts';
import { missingCall } from '../../rubric/sheet.ts';
import { WritingSpace } from './WriteIn.tsx';

interface Props {
  rubric: Rubric;
  /** Id of the recommendation; empty until chosen. */
  recommendation: string;
  rationale: string;
  onRecommend: (id: string) => void;
  onExplain: (rationale: string) => void;
}

const MISSING = {
  recommendation: 'Still to choose: your own call is required, whatever the result says.',
  rationale: 'Still to write: a recommendation needs its reason.',
};

/** The interviewer's own call, apart from the scores. */
export function Call({ rubric, recommendation, rationale, onRecommend, onExplain }: Props) {
  const missing = missingCall({ recommendation, rationale });
  return (
    <section class="keep mt-8 border-t border-rule pt-4" aria-labelledby="call">
      <h2 id="call" class="text-lg">
        Your recommendation
      </h2>
      <p class="text-sm text-soft">Required and separate: the result informs it and never makes it.</p>
      <fieldset class="mt-2 grid gap-x-6 sm:grid-cols-2 print:grid-cols-2">
        <legend class="sr-only">Your recommendation</legend>
        {rubric.recommendations.map(({ id, label, meaning }) => (
          <label key={id} class="flex cursor-pointer gap-3 rounded px-1 py-1.5 text-sm has-checked:bg-accent-soft">
            <input
              type="radio"
              class="mt-1 size-4 shrink-0 accent-accent"
              name="recommendation"
              required
              checked={recommendation === id}
              onChange={() => onRecommend(id)}
            />
            <span>
              <strong>{label}.</strong> {meaning}
            </span>
          </label>
        ))}
      </fieldset>
      <label for="rationale" class="mt-2 block text-sm font-semibold">
        Rationale
      </label>
      <textarea
        id="rationale"
        required
        class="field screen-only mt-1 field-sizing-content min-h-20"
        maxLength={LONGEST_TEXT}
        value={rationale}
        onInput={(event) => onExplain(event.currentTarget.value)}
      />
      <WritingSpace text={rationale} lines={4} />
      {missing && <p class="screen-only mt-1 text-sm text-soft">{MISSING[missing]}</p>}
    </section>
  );
}
