import type { Rubric } from '../../bank/schemas/rubric.ts';
import { againstKey } from '../../rubric/against-key.ts';
import { Html } from '../question-card/CardParts.tsx';
import type { Scores } from './kept-scores.ts';
import type { Pack } from './load-pack.ts';

interface Props {
  pack: Pack;
  scores: Scores;
  scale: Rubric['scale'];
}

const leaning = (value: number) =>
  value === 0
    ? 'neither milder nor stricter'
    : `${Math.abs(value).toFixed(1)} points ${value > 0 ? 'milder' : 'stricter'}`;

/** Own scores beside the key, with the reasons, once all answers are scored. */
export function Comparison({ pack, scores, scale }: Props) {
  const found = againstKey(
    pack.answers.flatMap(({ id, score }) => {
      const own = scores[id];
      return own === undefined ? [] : [[own, score] as const];
    }),
    scale.scores.map(({ score }) => score),
  );
  if (!found) return null;
  return (
    <section aria-label="Your scores and the key" class="mt-6">
      <p role="status">
        You gave the key’s score to {found.exact} of {found.answers} answers, and were at most one point from it with{' '}
        {found.withinOne}. On average you are {leaning(found.leaning)} than the key.{' '}
        {found.kappa === undefined
          ? 'Weighted kappa is not defined here.'
          : `Weighted kappa (quadratic) is ${found.kappa.toFixed(2)}; with so few answers it is a hint and no measurement.`}
      </p>
      <table class="sheet-table mt-4">
        <thead>
          <tr class="max-md:grid max-md:grid-cols-[1fr_3rem_3rem]">
            <th scope="col">Answer</th>
            <th scope="col">You</th>
            <th scope="col">Key</th>
            <th scope="col" class="max-md:sr-only">
              Why
            </th>
          </tr>
        </thead>
        <tbody>
          {pack.answers.map(({ id, level, answer, score, reason, oneMore }) => (
            <tr key={id} class="max-md:grid max-md:grid-cols-[1fr_3rem_3rem]">
              <th scope="row">
                {id.toUpperCase()} <span class="meta block font-normal">{level}</span>
              </th>
              <td class={scores[id] === score ? '' : 'font-semibold text-alert'}>{scores[id]}</td>
              <td>{score}</td>
              <td class="max-md:col-span-3">
                <Html text={reason} />
                <details class="mt-1">
                  <summary>The answer, and one point more</summary>
                  <p class="mt-1">
                    <Html text={answer} />
                  </p>
                  <p class="mt-1 text-soft">
                    <Html text={oneMore} />
                  </p>
                </details>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
