import type { Rubric } from '../bank/schemas/rubric.ts';
import { toTable } from '../scorecard/csv.ts';
import type { Figures, StageFigures } from './figures.ts';

/** A column of the table of hiring figures, with the words that explain it on the page. */
export interface FigureColumn {
  readonly name: string;
  readonly what: string;
  readonly value: (figures: StageFigures, period: string) => number | string | undefined;
}

/** The columns, in order; the last ones are the rubric's recommendations. */
export function figureColumns(
  recommendations: readonly Pick<Rubric['recommendations'][number], 'id'>[],
): FigureColumn[] {
  const share = (value: number | undefined) => value?.toFixed(4);
  return [
    {
      name: 'period',
      what: 'all, or the quarter of the candidate’s first meeting at the stage',
      value: (_, period) => period,
    },
    { name: 'stage', what: 'Id of the stage', value: ({ stage }) => stage },
    { name: 'candidates', what: 'Candidates seen at it', value: ({ candidates }) => candidates },
    { name: 'scorecards', what: 'Their scorecards', value: ({ scorecards }) => scorecards },
    {
      name: 'meets',
      what: 'Candidates of whom every scorecard with enough evidence meets the standard',
      value: ({ outcomes }) => outcomes.meets,
    },
    { name: 'below', what: '… is below it', value: ({ outcomes }) => outcomes.below },
    { name: 'bar_not_met', what: '… misses a bar', value: ({ outcomes }) => outcomes.barNotMet },
    {
      name: 'divided',
      what: 'Candidates whose scorecards have different outcomes',
      value: ({ outcomes }) => outcomes.divided,
    },
    {
      name: 'insufficient_evidence',
      what: 'Candidates without a scorecard that has enough evidence',
      value: ({ outcomes }) => outcomes.insufficientEvidence,
    },
    {
      name: 'unknown',
      what: 'Candidates whose scorecards come without an outcome',
      value: ({ outcomes }) => outcomes.unknown,
    },
    {
      name: 'pass_rate',
      what: 'meets ÷ (meets + below + bar_not_met + divided); empty below 8 candidates',
      value: ({ pass }) => share(pass?.share),
    },
    {
      name: 'pass_rate_low',
      what: 'Lower end of its 95 % interval (Wilson)',
      value: ({ pass }) => share(pass?.interval[0]),
    },
    { name: 'pass_rate_high', what: 'Upper end', value: ({ pass }) => share(pass?.interval[1]) },
    { name: 'went_on', what: 'Candidates who were seen at a later stage', value: ({ wentOn }) => wentOn },
    {
      name: 'days_median',
      what: 'Days from the first meeting at the stage to the first at the next, median; empty below 8 candidates',
      value: ({ days }) => days?.median,
    },
    { name: 'days_shortest', what: 'Fewest', value: ({ days }) => days?.shortest },
    { name: 'days_longest', what: 'Most', value: ({ days }) => days?.longest },
    ...recommendations.map(({ id }, index) => ({
      name: `recommend_${id.replaceAll('-', '_')}`,
      what: `Scorecards that recommend “${id}”`,
      value: (figures: StageFigures) => figures.recommendations[index],
    })),
    {
      name: 'no_recommendation',
      what: 'Scorecards without a recommendation of this rubric',
      value: ({ recommendations: list }) => list.at(-1),
    },
  ];
}

/** Hiring figures as a table: one line for each period and stage, in RFC 4180's form. */
export function figuresToCsv(rubric: Pick<Rubric, 'recommendations'>, figures: readonly Figures[]): string {
  const columns = figureColumns(rubric.recommendations);
  return toTable(
    columns.map(({ name }) => name),
    figures.flatMap(({ period, stages }) =>
      stages.map((one) => columns.map(({ value }) => String(value(one, period) ?? ''))),
    ),
  );
}
