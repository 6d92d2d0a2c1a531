import { useCallback, useMemo, useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { ALL_QUARTERS, type Figures } from '../../hiring/figures.ts';
import { figuresToCsv } from '../../hiring/figures-csv.ts';
import { LEAST_CANDIDATES } from '../../rubric/drift.ts';
import { Drawing, type Plotting } from '../plot/Drawing.tsx';
import { saveFile } from '../saved/save-file.ts';
import { drawPassRates } from './draw-pass-rates.ts';
import { CallTable, FunnelTable, OutcomeTable } from './FigureTables.tsx';
import { quarterName } from './words.ts';

interface Props {
  rubric: Rubric;
  figures: readonly Figures[];
}

/** Counts by stage for those who answer for the hiring, on screen and as a table to take along. */
export function HiringFigures({ rubric, figures }: Props) {
  const [period, setPeriod] = useState(ALL_QUARTERS);
  const chosen = figures.find((one) => one.period === period) ?? figures[0];
  const stageName = (id: string) => rubric.stages.find((stage) => stage.id === id)?.name ?? id;
  const rates = useMemo(
    () =>
      rubric.stages.flatMap(({ id, name }) =>
        figures
          .filter((one) => one.period !== ALL_QUARTERS)
          .flatMap(({ period: quarter, stages }) => {
            const pass = stages.find(({ stage }) => stage === id)?.pass;
            return pass ? [{ stage: name, quarter, rate: pass }] : [];
          }),
      ),
    [rubric, figures],
  );
  const draw = useCallback(
    (plot: Plotting, width: number, options: { readonly className: string }) =>
      drawPassRates(plot, rates, { ...options, width }),
    [rates],
  );
  if (!chosen) return null;
  const parts = { stages: chosen.stages, stageName };
  return (
    <section aria-labelledby="figures" class="mt-10">
      <h2 id="figures">Hiring figures</h2>
      <div class="screen-only mt-3 flex flex-wrap items-end gap-3">
        <label class="text-sm">
          <span class="block text-soft">Candidates first seen at the stage in</span>
          <select class="field" value={chosen.period} onChange={(event) => setPeriod(event.currentTarget.value)}>
            {figures.map(({ period: one }) => (
              <option key={one} value={one}>
                {one === ALL_QUARTERS ? 'all quarters' : quarterName(one)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="button"
          onClick={() => saveFile('hiring-figures.csv', 'text/csv', figuresToCsv(rubric, figures))}
        >
          Save all figures as a table (CSV)
        </button>
      </div>
      <p class="print-only mt-2">
        Candidates first seen at the stage in {chosen.period === ALL_QUARTERS ? 'all quarters' : quarterName(period)}.
      </p>
      <FunnelTable {...parts} />
      <OutcomeTable {...parts} />
      <CallTable {...parts} recommendations={rubric.recommendations} />
      {rates.length > 0 ? (
        <Drawing
          caption={`Pass rate by stage and quarter with its 95 % interval, from ${LEAST_CANDIDATES} candidates on. Where intervals overlap widely, the difference says little.`}
          draw={draw}
        />
      ) : (
        <p class="meta mt-3">
          No stage has {LEAST_CANDIDATES} candidates with an outcome in one quarter: no rate is drawn.
        </p>
      )}
    </section>
  );
}
