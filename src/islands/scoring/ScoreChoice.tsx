import type { ComponentChildren } from 'preact';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import type { SCORES } from '../../bank/vocabulary.ts';
import type { Rating } from '../../rubric/result.ts';

type Score = NonNullable<Rating['score']>;

export interface Choice {
  readonly value: Score;
  /** What stands for it in one character. */
  readonly mark: string;
  readonly label: string;
  readonly text: ComponentChildren;
}

/** The scores with their anchors, and "not assessed", as the rubric words them. */
export function scoreChoices(
  scale: Rubric['scale'],
  anchors: Readonly<Record<(typeof SCORES)[number], ComponentChildren>>,
): Choice[] {
  return [
    ...scale.scores.map(({ score, label }) => ({
      value: score,
      mark: String(score),
      label,
      text: anchors[`${score}`],
    })),
    {
      value: 'not-assessed' as const,
      mark: '–',
      label: scale.notAssessed.label,
      text: scale.notAssessed.meaning,
    },
  ];
}

interface Props {
  /** Tells this choice from others on the page. */
  name: string;
  legend: string;
  choices: readonly Choice[];
  chosen: Score | undefined;
  onChoose: (score: Score) => void;
}

/** One score, with its anchor beside it; nothing is chosen beforehand. */
export function ScoreChoice({ name, legend, choices, chosen, onChoose }: Props) {
  return (
    <fieldset class="mt-2">
      <legend class="sr-only">{legend}</legend>
      {choices.map(({ value, mark, label, text }) => (
        <label
          key={value}
          class="flex cursor-pointer gap-3 rounded px-1 py-1.5 text-sm has-checked:bg-accent-soft print:py-0.5"
        >
          <input
            type="radio"
            class="mt-1 size-4 shrink-0 accent-accent"
            name={name}
            checked={chosen === value}
            onChange={() => onChoose(value)}
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
  );
}
