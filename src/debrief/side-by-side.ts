import type { Rubric } from '../bank/schemas/rubric.ts';
import type { Competency } from '../bank/vocabulary.ts';
import { panel, type Panel, type Sheet } from '../rubric/panel.ts';
import type { RatingTable } from '../rubric/ratings.ts';
import { countedScore, type Rating } from '../rubric/result.ts';
import { weightedRows } from '../rubric/weights.ts';
import type { Scorecard } from '../scorecard/schema.ts';
import { standing } from '../scorecard/standing.ts';
import { sameName } from './debrief.ts';

/**
 * How each scorecard's interviewer is called: by initials, and by the stage too where somebody has several scorecards.
 */
export function raterNames(rubric: Pick<Rubric, 'stages'>, cards: readonly Scorecard[]): string[] {
  const stage = (id: string) => rubric.stages.find((one) => one.id === id)?.name ?? id;
  return cards.map(({ interviewer, kit }) => {
    const several = cards.filter((other) => sameName(other.interviewer, interviewer)).length > 1;
    return several ? `${interviewer.trim()} (${stage(kit.stage).toLowerCase()})` : interviewer.trim();
  });
}

/** What a panel's scorecards of one candidate amount to; those of several stages share the rows of all of them. */
export function panelOf(rubric: Rubric, cards: readonly Scorecard[]): Panel {
  const [first, ...others] = cards;
  if (!first) return panel(rubric, [], []);
  const rows = weightedRows(rubric, first.kit.role, first.kit.stage, ...others.map(({ kit }) => kit.stage));
  const names = raterNames(rubric, cards);
  return panel(
    rubric,
    rows,
    cards.map((card, index): Sheet => ({ rater: names[index] ?? '', ratings: ratingsOf(rubric, card) })),
  );
}

/** The ratings of a scorecard's rows; a question's score without notes is there too, so that it is seen not to count. */
function ratingsOf(rubric: Rubric, card: Scorecard): Sheet['ratings'] {
  const { rows, withoutNotes } = standing(rubric, card);
  return Object.fromEntries(
    rows.flatMap(({ competency, questions, rating }): [Competency, Rating][] => {
      if (rating) return [[competency, rating]];
      const silent = questions.find((id) => withoutNotes.includes(id));
      const score = silent === undefined ? undefined : card.answers[silent]?.score;
      return score === undefined ? [] : [[competency, { score, evidence: '' }]];
    }),
  );
}

/** Ratings of a calibration session, ready for the measures of agreement. */
export interface Session {
  /** In the order in which their scorecards came. */
  readonly raters: readonly string[];
  readonly candidates: readonly string[];
  /** What each unit is, in the order of the table's rows. */
  readonly units: readonly { readonly candidate: string; readonly competency: Competency }[];
  readonly table: RatingTable;
}

/** Lays out scorecards of many raters: a unit is one candidate's competency, and only scores with evidence are in. */
export function sessionOf(rubric: Rubric, cards: readonly Scorecard[]): Session {
  const distinct = (names: readonly string[]) =>
    names.filter((name, index) => names.findIndex((other) => sameName(other, name)) === index);
  const raters = distinct(cards.map(({ interviewer }) => interviewer.trim()));
  const candidates = distinct(cards.map(({ candidate }) => candidate.trim()));
  const read = cards.map((card) => ({ card, ratings: ratingsOf(rubric, card) }));
  const units = candidates.flatMap((candidate) =>
    rubric.competencies
      .map(({ id }) => ({ candidate, competency: id }))
      .filter(({ competency }) =>
        read.some(
          ({ card, ratings }) => sameName(card.candidate, candidate) && countedScore(ratings[competency]) !== undefined,
        ),
      ),
  );
  const scoreOf = (rater: string, { candidate, competency }: Session['units'][number]) =>
    read
      .filter(({ card }) => sameName(card.interviewer, rater) && sameName(card.candidate, candidate))
      .map(({ ratings }) => countedScore(ratings[competency]))
      .find((score) => score !== undefined);
  return { raters, candidates, units, table: units.map((unit) => raters.map((rater) => scoreOf(rater, unit))) };
}
