import { useMemo } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS } from '../../bank/vocabulary.ts';
import type { Session } from '../../debrief/side-by-side.ts';
import { agreement, LEAST_UNITS } from '../../rubric/agreement.ts';
import { krippendorffAlpha } from '../../rubric/alpha.ts';
import { KappaPairs } from './KappaPairs.tsx';
import { alphaWords } from './words.ts';

interface Props {
  session: Session;
  scale: Rubric['scale'];
}

const figure = (value: number | undefined) => (value === undefined ? 'not defined' : value.toFixed(2));
const percent = (share: number | undefined) => (share === undefined ? 'no pair' : `${Math.round(share * 100)} %`);

/** Agreement over all, and by competency, with what it rests on. */
export function AgreementFigures({ session: { raters, units, table }, scale }: Props) {
  const values = useMemo(() => scale.scores.map(({ score }) => score), [scale]);
  const all = useMemo(() => agreement(table, values), [table, values]);
  const byCompetency = useMemo(
    () =>
      [...new Set(units.map(({ competency }) => competency))].map((competency) => ({
        competency,
        ...agreement(
          table.filter((_, index) => units[index]?.competency === competency),
          values,
        ),
      })),
    [units, table, values],
  );
  return (
    <section aria-labelledby="figures" class="mt-8">
      <h2 id="figures">How far these raters agree</h2>
      <p class="mt-2" role="status">
        {alphaWords(all, raters.length)}
      </p>
      <dl class="facts mt-4">
        <Fact term="Alpha, ordinal">
          <strong>{figure(all.alpha)}</strong>
          {all.interval
            ? `, 95 % interval ${all.interval[0].toFixed(2)} to ${all.interval[1].toFixed(2)}`
            : all.units < LEAST_UNITS
              ? `, without an interval: it takes ${LEAST_UNITS} units with two scores`
              : ', without an interval'}
        </Fact>
        <Fact term="Alpha, nominal">{figure(krippendorffAlpha(table, values, 'nominal'))}</Fact>
        <Fact term="Alpha, interval">{figure(krippendorffAlpha(table, values, 'interval'))}</Fact>
        <Fact term="Equal scores">{percent(all.exact)} of pairs</Fact>
        <Fact term="Within one point">{percent(all.withinOne)} of pairs</Fact>
        <Fact term="Rests on">
          {all.units} units with {all.ratings} scores by {raters.length} raters
        </Fact>
      </dl>
      <h3 class="mt-6">By competency</h3>
      <p class="meta">With few units these say where to look, and no more.</p>
      <table class="sheet-table figures-table mt-2">
        <thead>
          <tr>
            <th scope="col">Competency</th>
            <th scope="col">Units</th>
            <th scope="col">Alpha</th>
            <th scope="col">Equal</th>
            <th scope="col">Within one</th>
          </tr>
        </thead>
        <tbody>
          {byCompetency.map(({ competency, units: count, alpha, exact, withinOne }) => (
            <tr key={competency}>
              <th scope="row" class="font-normal">
                {LABELS[competency]}
              </th>
              <td>{count}</td>
              <td>{figure(alpha)}</td>
              <td>{percent(exact)}</td>
              <td>{percent(withinOne)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <KappaPairs raters={raters} table={table} values={values} />
    </section>
  );
}

function Fact({ term, children }: { term: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
