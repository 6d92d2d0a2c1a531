import type { Rubric } from '../bank/schemas/rubric.ts';
import { LABELS } from '../bank/vocabulary.ts';
import { sameScorecard } from '../scorecard/take-in.ts';
import type { Scorecard } from '../scorecard/schema.ts';
import { nameOf } from '../scorecard/scorecard.ts';
import { foreign, standing } from '../scorecard/standing.ts';
import { sameName } from './debrief.ts';

/** What becomes of scorecards that were brought. */
export interface Admission {
  readonly admitted: readonly Scorecard[];
  /** Each scorecard that stays out, and why, in words that follow its name. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

/** What has to be alike for scorecards to be laid side by side. */
type Alike = (rubric: Rubric, card: Scorecard, first: Scorecard) => string | undefined;

/**
 * Sorts out which scorecards can lie side by side for one candidate. The first that is in decides what the others have
 * to be alike; each that stays out is named with its reason, and the rest goes in.
 *
 * @param here those that are in already
 */
export function admit(rubric: Rubric, here: readonly Scorecard[], brought: readonly Scorecard[]): Admission {
  return sort(rubric, here, brought, [sameCandidate, sameRubric, sameKind, oneEach]);
}

/**
 * The same for a calibration session: many raters, one or more candidates.
 *
 * @param here those that are in already
 */
export function admitToSession(rubric: Rubric, here: readonly Scorecard[], brought: readonly Scorecard[]): Admission {
  return sort(rubric, here, brought, [sameRubric, sameKind, oneEach]);
}

function sort(
  rubric: Rubric,
  here: readonly Scorecard[],
  brought: readonly Scorecard[],
  alike: readonly Alike[],
): Admission {
  const admitted: Scorecard[] = [];
  const refused: { name: string; reason: string }[] = [];
  for (const card of brought) {
    const all = [...here, ...admitted];
    const reason =
      unusable(rubric, card) ??
      all.flatMap((other) => (other.id === card.id ? [twice(other, card)] : []))[0] ??
      all.flatMap((other) => alike.map((check) => check(rubric, card, other))).find((one) => one !== undefined);
    if (reason === undefined) admitted.push(card);
    else refused.push({ name: describe(card), reason });
  }
  return { admitted, refused };
}

function describe(card: Scorecard): string {
  const interviewer = card.interviewer.trim();
  return interviewer === '' ? nameOf(card) : `${nameOf(card)}, by ${interviewer}`;
}

/** Why a scorecard can be in no panel. */
function unusable(rubric: Rubric, card: Scorecard): string | undefined {
  const reason = foreign(rubric, card);
  if (reason !== undefined) return reason;
  if (card.candidate.trim() === '') return 'it names no candidate; write the code on it, and bring it again';
  if (card.interviewer.trim() === '') return 'it names no interviewer; write initials on it, and bring it again';
  if (standing(rubric, card).result.mean === undefined) return 'no score on it counts: a score needs notes beside it';
  return undefined;
}

function twice(other: Scorecard, card: Scorecard): string {
  return sameScorecard(other, card)
    ? 'it is in already'
    : 'another version of it is in already; leave that one out first if this is the right one';
}

const sameCandidate: Alike = (_, card, first) =>
  sameName(card.candidate, first.candidate)
    ? undefined
    : `it is of candidate ${card.candidate.trim()}, and this debrief of ${first.candidate.trim()}`;

const sameRubric: Alike = (_, card, first) =>
  card.rubricVersion === first.rubricVersion
    ? undefined
    : `it was scored with version ${card.rubricVersion} of the rubric, the others with version ${first.rubricVersion}; their scores cannot be compared`;

const sameKind: Alike = (rubric, { kit }, { kit: first }) => {
  if (kit.level !== first.level) {
    return `its anchors are those for ${LABELS[kit.level].toLowerCase()}, the others’ those for ${LABELS[first.level].toLowerCase()}`;
  }
  const role = (id: string) => rubric.roles.find((one) => one.id === id)?.name ?? id;
  return kit.role === first.role
    ? undefined
    : `its weights are those of the role ${role(kit.role)}, the others’ those of ${role(first.role)}`;
};

const oneEach: Alike = (_, card, other) =>
  sameName(card.interviewer, other.interviewer) &&
  sameName(card.candidate, other.candidate) &&
  card.kit.stage === other.kit.stage
    ? `${card.interviewer.trim()} has a scorecard of this candidate and stage in already`
    : undefined;
