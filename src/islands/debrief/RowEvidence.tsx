import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS, type Level } from '../../bank/vocabulary.ts';
import type { Panel } from '../../rubric/panel.ts';
import { CONCERN_WORDS } from './words.ts';

interface Props {
  rubric: Rubric;
  panel: Panel;
  /** Whose anchors the scores stand for. */
  level: Level;
}

/** Row by row, every score with what it rests on. On paper the scorecards themselves hold it. */
export function RowEvidence({ rubric, panel, level }: Props) {
  const label = (score: number) => rubric.scale.scores.find((one) => one.score === score)?.label ?? '';
  return (
    <section aria-labelledby="evidence" class="screen-only mt-8">
      <h3 id="evidence">Scores with their evidence</h3>
      {panel.rows.map(({ competency, scores, withoutEvidence, median, spread, concerns }) => {
        const anchors = rubric.competencies.find(({ id }) => id === competency)?.anchors[level];
        return (
          <section key={competency} aria-labelledby={`evidence-${competency}`} class="mt-5 border-t border-rule pt-3">
            <h4 id={`evidence-${competency}`} tabIndex={-1} class="outline-offset-4">
              {LABELS[competency]}
              {median !== undefined && (
                <span class="meta font-normal">
                  {' '}
                  median {median}, spread {spread}
                </span>
              )}
            </h4>
            {concerns.length > 0 && (
              <p class="text-sm font-semibold text-alert">{concerns.map((one) => CONCERN_WORDS[one]).join(' ')}</p>
            )}
            {scores.map(({ rater, score, evidence }) => (
              <div key={rater} class="mt-2">
                <p>
                  <strong>
                    {rater}: {score} {label(score)}.
                  </strong>{' '}
                  {anchors && <span class="text-sm text-soft">{anchors[`${score}`]}</span>}
                </p>
                <blockquote class="mt-1 border-s-2 border-rule ps-3 whitespace-pre-wrap">{evidence}</blockquote>
              </div>
            ))}
            {withoutEvidence.length > 0 && (
              <p class="mt-2">{withoutEvidence.join(', ')}: a score without notes, which does not count.</p>
            )}
          </section>
        );
      })}
    </section>
  );
}
