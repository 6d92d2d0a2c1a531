import { useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS, type Level } from '../../bank/vocabulary.ts';
import type { Rating } from '../../rubric/result.ts';
import type { RowStanding } from '../../scorecard/standing.ts';
import { Notes } from '../scoring/Notes.tsx';
import { ScoreChoice, scoreChoices } from '../scoring/ScoreChoice.tsx';

interface Props {
  row: RowStanding;
  rubric: Rubric;
  level: Level;
  /** Place of a question in the kit, from 1. */
  numberOf: (id: string) => number;
  onSet: (rating: Partial<Rating>) => void;
  onFollow: () => void;
}

/** One competency: what its questions give, and what the interviewer sets instead, with the reason. */
export function RowScore({ row, rubric, level, numberOf, onSet, onFollow }: Props) {
  const { competency, share, questions, derived, set } = row;
  const [asked, setAsked] = useState(false);
  const open = asked || set !== undefined;
  const words = rubric.competencies.find(({ id }) => id === competency);
  const minimum = rubric.mustMeet.find((bar) => bar.competency === competency)?.minimum;
  const missing = typeof set?.score === 'number' && set.evidence.trim() === '';
  if (!words) return null;
  const from = questions.map(numberOf).join(', ');
  const label = (score: Rating['score']) => rubric.scale.scores.find((one) => one.score === score)?.label ?? '';
  return (
    <section class="keep mt-6 border-t border-rule pt-3" aria-labelledby={`row-${competency}`}>
      <h4 id={`row-${competency}`}>
        {LABELS[competency]} <span class="meta font-normal">{Math.round(share * 100)} % of the weight</span>
      </h4>
      {minimum !== undefined && (
        <p class="text-sm font-semibold text-alert">Must meet: {minimum} or higher, whatever the total.</p>
      )}
      {questions.length === 0 ? (
        <p class="mt-1">No question of this kit feeds it.</p>
      ) : derived?.score === undefined ? (
        <p class="mt-1">
          From question {from}: <strong>not scored yet</strong>.
        </p>
      ) : (
        <p class={`mt-1 ${set?.score === undefined ? '' : 'text-soft line-through'}`}>
          From question {from}:{' '}
          <strong>
            {derived.score} {label(derived.score)}.
          </strong>{' '}
          {typeof derived.score === 'number' && words.anchors[level][`${derived.score}`]}
        </p>
      )}
      {open ? (
        <>
          <ScoreChoice
            name={`row-${competency}`}
            legend={`Score for ${LABELS[competency]}, set by you`}
            choices={scoreChoices(rubric.scale, words.anchors[level])}
            chosen={set?.score}
            onChoose={(score) => onSet({ score })}
          />
          <Notes
            id={`row-${competency}-reason`}
            label="Reason"
            hint="what you heard that its questions’ scores do not say"
            text={set?.evidence ?? ''}
            missing={missing ? 'A score that is set without a reason does not count.' : undefined}
            onInput={(evidence) => onSet({ evidence })}
          />
          <button
            type="button"
            class="small-button screen-only mt-2"
            onClick={() => {
              setAsked(false);
              onFollow();
            }}
          >
            {questions.length === 0 ? 'Leave it open' : 'Follow the questions again'}
          </button>
        </>
      ) : (
        <button
          type="button"
          class="small-button screen-only mt-2"
          aria-label={`Set ${LABELS[competency]} ${questions.length === 0 ? 'by hand' : 'otherwise'}`}
          onClick={() => setAsked(true)}
        >
          {questions.length === 0 ? 'Set it by hand' : 'Set it otherwise'}
        </button>
      )}
    </section>
  );
}
