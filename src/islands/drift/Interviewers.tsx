import { useCallback, useMemo } from 'preact/hooks';

import type { DriftReport, Leaning } from '../../hiring/drift-report.ts';
import { Drawing, type Plotting } from '../plot/Drawing.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import { drawLeanings } from './draw-leanings.ts';
import { Shares } from './Shares.tsx';
import { counted, signed } from './words.ts';

interface Props {
  report: DriftReport;
  quarters: readonly string[];
}

const leaningWords = (before: Leaning | undefined, after: Leaning | undefined) =>
  before && after && `from ${signed(before.mean)} to ${signed(after.mean)} points against the others`;

/** Each interviewer against those who saw the same candidates; by name, and never by how strict they are. */
export function Interviewers({ report, quarters }: Props) {
  const { interviewers, before, withoutInterviewer } = report;
  const groups = useMemo(
    () => interviewers.map(({ interviewer, quarters: list }) => ({ name: interviewer, quarters: list })),
    [interviewers],
  );
  const draw = useCallback(
    (plot: Plotting, width: number, options: { readonly className: string }) =>
      drawLeanings(plot, interviewers, { ...options, width }),
    [interviewers],
  );
  return (
    <section aria-labelledby="interviewers" class="mt-10">
      <h2 id="interviewers">Interviewers</h2>
      <p class="mt-2">
        Each is compared with the others who scored the same candidate in the same competency, so that a weaker or
        stronger candidate counts for all of them alike. By name; this is no ranking, and leaning is not error.
        {withoutInterviewer > 0 &&
          ` ${counted(withoutInterviewer, 'scorecard')} without an interviewer count for the competencies only.`}
      </p>
      {before.length > 0 && interviewers.length > 0 && (
        <>
          <ComparisonTable
            noun="Interviewer"
            rows={interviewers.map(({ interviewer, comparison, leaning }) => ({
              name: interviewer,
              comparison,
              more: leaningWords(leaning.before, leaning.after),
            }))}
          />
          <Drawing
            caption="Mean difference to the others’ scores, in points: the ring is before, the dot is after; lines are 95 % intervals, drawn from 8 candidates on."
            draw={draw}
          />
        </>
      )}
      {interviewers.length > 0 && <Shares noun="Interviewer" groups={groups} quarters={quarters} />}
    </section>
  );
}
