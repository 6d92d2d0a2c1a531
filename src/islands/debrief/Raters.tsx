import type { Rubric } from '../../bank/schemas/rubric.ts';
import type { Panel } from '../../rubric/panel.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import { leaningWords } from './words.ts';

interface Props {
  rubric: Rubric;
  panel: Panel;
  cards: readonly Scorecard[];
  names: readonly string[];
}

/** What each interviewer recommends, and how their scores lie against the others'. */
export function Raters({ rubric, panel, cards, names }: Props) {
  return (
    <section aria-labelledby="raters" class="mt-8 print:mt-0">
      <h3 id="raters">Recommendations and leanings</h3>
      <ul class="mt-2 print:mt-1">
        {cards.map(({ id, recommendation, rationale }, index) => {
          const call = rubric.recommendations.find((one) => one.id === recommendation)?.label;
          const leaning = panel.leanings[index];
          return (
            <li key={id} class="border-t border-rule py-2 print:border-0 print:py-0">
              <strong>{names[index]}</strong>: {call ?? 'no recommendation yet'}
              {leaning?.leaning !== undefined && (
                <span class="meta"> · {leaningWords(leaning.leaning, leaning.rows)}</span>
              )}
              {rationale.trim() !== '' && <p class="screen-only mt-1 text-sm whitespace-pre-wrap">{rationale}</p>}
            </li>
          );
        })}
      </ul>
      <p class="meta mt-2 print:mt-1">
        A leaning says how somebody saw this one candidate. It is no habit before it shows over many candidates, and no
        fault then either: the anchors decide who was nearer.
      </p>
    </section>
  );
}
