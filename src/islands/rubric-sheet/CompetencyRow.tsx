import type { Rubric } from '../../bank/schemas/rubric.ts';
import type { Level } from '../../bank/vocabulary.ts';
import type { Rating } from '../../rubric/result.ts';
import { WritingSpace } from './WriteIn.tsx';

interface Props {
  row: Rubric['competencies'][number];
  level: Level;
  /** Share of the sheet's weight, 0 to 1. */
  share: number;
  scale: Rubric['scale'];
  /** Lowest score that meets the must-meet bar, if this row has one. */
  minimum: number | undefined;
  rating: Rating | undefined;
  onRate: (rating: Partial<Rating>) => void;
}

/** One competency of the sheet: its anchors to choose from, and room for the evidence. */
export function CompetencyRow({ row, level, share, scale, minimum, rating, onRate }: Props) {
  const choices = [
    ...scale.scores.map(({ score, label }) => ({
      value: score,
      mark: String(score),
      label,
      text: row.anchors[level][`${score}`],
    })),
    {
      value: 'not-assessed' as const,
      mark: '–',
      label: scale.notAssessed.label,
      text: scale.notAssessed.meaning,
    },
  ];
  const missing = typeof rating?.score === 'number' && rating.evidence.trim() === '';
  const evidenceId = `${row.id}-evidence`;
  return (
    <section class="keep mt-8 border-t border-rule pt-4" aria-labelledby={row.id}>
      <h2 id={row.id} class="text-lg">
        {row.name} <span class="meta font-normal">{Math.round(share * 100)} % of the weight</span>
      </h2>
      <p class="text-sm text-soft">{row.what}</p>
      {minimum !== undefined && (
        <p class="text-sm font-semibold text-alert">Must meet: {minimum} or higher, whatever the total.</p>
      )}
      <fieldset class="mt-2">
        <legend class="sr-only">Score for {row.name}</legend>
        {choices.map(({ value, mark, label, text }) => (
          <label
            key={value}
            class="flex cursor-pointer gap-3 rounded px-1 py-1.5 text-sm has-checked:bg-accent-soft print:py-0.5"
          >
            <input
              type="radio"
              class="mt-1 size-4 shrink-0 accent-accent"
              name={row.id}
              checked={rating?.score === value}
              onChange={() => onRate({ score: value })}
            />
            <span>
              <strong>
                {mark} {label}.
              </strong>{' '}
              {text}
            </span>
          </label>
        ))}
      </fieldset>
      <label for={evidenceId} class="mt-2 block text-sm font-semibold">
        Evidence <span class="font-normal text-soft">what was said or done, before the score</span>
      </label>
      <textarea
        id={evidenceId}
        class="field screen-only mt-1 field-sizing-content min-h-20"
        value={rating?.evidence ?? ''}
        aria-describedby={missing ? `${evidenceId}-missing` : undefined}
        onInput={(event) => onRate({ evidence: event.currentTarget.value })}
      />
      <WritingSpace text={rating?.evidence ?? ''} lines={3} />
      {missing && (
        <p id={`${evidenceId}-missing`} class="mt-1 text-sm text-alert">
          A score without evidence does not count. Write down what you heard.
        </p>
      )}
    </section>
  );
}
