import { useMemo } from 'preact/hooks';

import { LABELS } from '../../bank/vocabulary.ts';
import type { DriftReport } from '../../hiring/drift-report.ts';
import { ComparisonTable } from './ComparisonTable.tsx';
import { Shares } from './Shares.tsx';

interface Props {
  report: DriftReport;
  quarters: readonly string[];
}

/** Each competency, over all interviewers. */
export function Competencies({ report, quarters }: Props) {
  const { competencies, before } = report;
  const groups = useMemo(
    () => competencies.map(({ competency, quarters: list }) => ({ name: LABELS[competency], quarters: list })),
    [competencies],
  );
  return (
    <section aria-labelledby="competencies" class="mt-10">
      <h2 id="competencies">Competencies</h2>
      {before.length > 0 && (
        <ComparisonTable
          noun="Competency"
          rows={competencies.map(({ competency, comparison }) => ({ name: LABELS[competency], comparison }))}
        />
      )}
      <Shares noun="Competency" groups={groups} quarters={quarters} />
    </section>
  );
}
