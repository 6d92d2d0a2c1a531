import type { Rubric } from '../../bank/schemas/rubric.ts';
import type { Findings } from '../../hiring/desk.ts';
import { WithRubric } from '../WithRubric.tsx';
import { Bring } from './Bring.tsx';
import { Choices } from './Choices.tsx';
import { Competencies } from './Competencies.tsx';
import { EXAMPLE_NAME } from './example.ts';
import { HiringFigures } from './HiringFigures.tsx';
import { Interviewers } from './Interviewers.tsx';
import { Sources } from './Sources.tsx';
import { ToActOn } from './ToActOn.tsx';
import { useDesk } from './use-desk.ts';
import { counted, quarterName } from './words.ts';

interface Props {
  /** Where the site is served from, with a slash at the end. */
  base: string;
}

/** Drift and hiring figures from many scorecards. They stay in the browser, and are gone when the page is closed. */
export function Drift({ base }: Props) {
  return <WithRubric base={base}>{(rubric) => <DriftDesk base={base} rubric={rubric} />}</WithRubric>;
}

function DriftDesk({ base, rubric }: Props & { rubric: Rubric }) {
  const { findings, busy, failed, ask } = useDesk(rubric);
  const shown = findings?.shown;
  const madeUp = findings?.sources.some(({ name }) => name === EXAMPLE_NAME);
  return (
    <>
      <Bring ask={ask} busy={busy} />
      {failed && (
        <p role="alert" class="mt-3 rounded bg-alert-soft p-3 text-alert">
          Comparing broke down, and what was brought is no longer here. Your files are as they were: open them again,
          one after the other, to see which it was.
        </p>
      )}
      <p role="status" class="mt-3">
        {findings && !busy && summary(findings)}
      </p>
      {madeUp && (
        <p class="mt-3 rounded border border-control p-3 font-semibold">
          Made-up scorecards: nothing below is about anybody.
        </p>
      )}
      {findings && findings.sources.length > 0 && (
        <Sources findings={findings} onRemove={(name) => ask({ type: 'remove', name })} />
      )}
      {(!findings || findings.sources.length === 0) && (
        <p class="mt-3">
          Bring a quarter or more: the files that “Save all as one file” or “Save all as a table” give on the{' '}
          <a href={`${base}kits/scorecards/`}>scorecards page</a>, from as many people as you like. The notes column of
          a table may be deleted beforehand; it is not needed here.
        </p>
      )}
      {findings && shown && (
        <div aria-busy={busy}>
          <Choices findings={findings} shown={shown} onWish={(wish) => ask({ type: 'wish', wish })} />
          <ToActOn report={shown.report} base={base} />
          <Competencies report={shown.report} quarters={findings.quarters} />
          <Interviewers report={shown.report} quarters={findings.quarters} />
          <HiringFigures rubric={rubric} figures={shown.figures} />
        </div>
      )}
    </>
  );
}

function summary({ shown, quarters, sources }: Findings): string {
  if (!shown) return sources.length > 0 ? 'Nothing of what was brought can be counted.' : '';
  const { cards, candidates, report } = shown;
  const span = [quarters[0], quarters.at(-1)].map((quarter) => quarterName(quarter ?? ''));
  const unproven =
    report.withoutEvidence > 0 ? ` ${counted(report.withoutEvidence, 'score')} without evidence do not count.` : '';
  return `${counted(cards, 'scorecard')} of ${counted(candidates, 'candidate')}, ${
    quarters.length === 1 ? String(span[0]) : `${String(span[0])} to ${String(span[1])}`
  }.${unproven}`;
}
