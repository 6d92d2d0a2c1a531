import type { Rubric } from '../../bank/schemas/rubric.ts';
import type { Level } from '../../bank/vocabulary.ts';
import type { Rating } from '../../rubric/result.ts';
import { Notes } from '../scoring/Notes.tsx';
import { ScoreChoice, scoreChoices } from '../scoring/ScoreChoice.tsx';

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
  const choices = scoreChoices(scale, row.anchors[level]);
  const missing = typeof rating?.score === 'number' && rating.evidence.trim() === '';
  return (
    <section class="keep mt-8 border-t border-rule pt-4" aria-labelledby={row.id}>
      <h2 id={row.id} class="text-lg">
        {row.name} <span class="meta font-normal">{Math.round(share * 100)} % of the weight</span>
      </h2>
      <p class="text-sm text-soft">{row.what}</p>
      {minimum !== undefined && (
        <p class="text-sm font-semibold text-alert">Must meet: {minimum} or higher, whatever the total.</p>
      )}
      <ScoreChoice
        name={row.id}
        legend={`Score for ${row.name}`}
        choices={choices}
        chosen={rating?.score}
        onChoose={(score) => onRate({ score })}
      />
      <Notes
        id={`${row.id}-evidence`}
        label="Evidence"
        hint="what was said or done, before the score"
        text={rating?.evidence ?? ''}
        missing={missing ? 'A score without evidence does not count. Write down what you heard.' : undefined}
        onInput={(evidence) => onRate({ evidence })}
      />
    </section>
  );
}
