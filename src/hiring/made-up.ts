import { COMPETENCIES, type Competency, LABELS, LEVELS } from '../bank/vocabulary.ts';
import { pick, type Random, seeded } from '../kit/random.ts';
import type { ScoreValue } from '../rubric/result.ts';
import { weightedRows } from '../rubric/weights.ts';
import type { Reading } from '../scorecard/card-scores.ts';
import type { Scorecard, ScoredKit } from '../scorecard/schema.ts';
import { newScorecard } from '../scorecard/scorecard.ts';

/** What made-up scorecards are to look like. */
export interface MakeUp {
  readonly seed: string;
  readonly scorecards: number;
  /** First days of the quarters they are spread over, the latest last: `2026-01-01`. */
  readonly quarters: readonly string[];
  /** Initials of the interviewers. */
  readonly interviewers: readonly string[];
  /** How many questions each row is asked. */
  readonly questions: number;
  /** What stands beside each score. */
  readonly evidence: string;
  /** A row that is scored lower in the last quarter, and an interviewer who is stricter there. */
  readonly stricter: { readonly competency: Competency; readonly interviewer: string };
}

/** Stages that a made-up candidate goes through, as far as they get. */
const LOOP = ['phone-screen', 'technical-interview', 'live-exercise', 'experience-interview'];
/** Days of the shortest quarter and two. */
const DAYS = 92;
const DAY = 86_400_000;

/** Scorecards about nobody, to try the page with, and to time it. The same for the same seed. */
export function madeUp(rubric: Reading, plan: MakeUp): Scorecard[] {
  const random = seeded(plan.seed);
  const cards: Scorecard[] = [];
  const end = Date.parse(plan.quarters.at(-1) ?? '') + (DAYS - 2) * DAY;
  const stages = LOOP.filter((stage) => rubric.stages.some(({ id }) => id === stage));
  for (let person = 1; cards.length < plan.scorecards; person += 1) {
    const quarter = Math.floor(random() * plan.quarters.length);
    // Late enough in the quarter to fall out of it now and then.
    let day = Date.parse(plan.quarters[quarter] ?? '') + Math.floor(random() * (DAYS - 2)) * DAY;
    const ability = spread(random) * 0.6;
    for (const stage of stages) {
      // Nobody has been seen yet after the last quarter.
      if (day >= end) break;
      const panel = twoOf(plan.interviewers, random);
      const late = day >= Date.parse(plan.quarters.at(-1) ?? '');
      for (const interviewer of panel) {
        if (cards.length === plan.scorecards) return cards;
        cards.push(
          scorecard(rubric, plan, random, {
            id: `made-up-${String(cards.length + 1).padStart(6, '0')}`,
            candidate: `X${String(person).padStart(4, '0')}`,
            date: new Date(day).toISOString().slice(0, 10),
            ...{ stage, interviewer, ability, late },
          }),
        );
      }
      if (random() < 0.35 - ability * 0.2) break;
      day += (3 + Math.floor(random() * 12)) * DAY;
    }
  }
  return cards;
}

interface Meeting {
  readonly id: string;
  readonly candidate: string;
  readonly date: string;
  readonly stage: string;
  readonly interviewer: string;
  readonly ability: number;
  /** Whether it is in the last quarter. */
  readonly late: boolean;
}

function scorecard(rubric: Reading, plan: MakeUp, random: Random, meeting: Meeting): Scorecard {
  const { stage, interviewer, ability, late } = meeting;
  const role = pick(rubric.roles, random)?.id ?? '';
  const rows = weightedRows(rubric, role, stage).map(({ competency }) => competency);
  const kit = kitOf(rows, plan.questions, { level: pick(LEVELS, random) ?? 'mid', role, stage });
  const stricter = plan.stricter.interviewer === interviewer && late ? 0.8 : 0;
  const leaning = ((plan.interviewers.indexOf(interviewer) % 3) - 1) * 0.15 - stricter;
  const answers = Object.fromEntries(
    kit.questions.map(({ id, competency }) => {
      const harder = plan.stricter.competency === competency && late ? 0.7 : 0;
      const score = Math.round(2.75 + ability + leaning - harder + spread(random) * 0.7);
      return [id, { score: Math.min(4, Math.max(1, score)) as ScoreValue, evidence: plan.evidence }];
    }),
  );
  const liked = Math.min(3, Math.max(0, Math.round(1.7 + ability + spread(random) * 0.6)));
  return {
    ...newScorecard(kit, { id: meeting.id, date: meeting.date, rubricVersion: rubric.version }),
    candidate: meeting.candidate,
    interviewer,
    answers,
    recommendation: rubric.recommendations[liked]?.id ?? '',
    rationale: plan.evidence,
  };
}

function kitOf(
  rows: readonly Competency[],
  each: number,
  about: Pick<ScoredKit, 'level' | 'role' | 'stage'>,
): ScoredKit {
  return {
    title: 'Made-up kit',
    ...about,
    minutes: 60,
    seed: 'A',
    opening: { minutes: 5, script: 'Made up.' },
    questions: COMPETENCIES.filter((competency) => rows.includes(competency)).flatMap((competency) =>
      Array.from({ length: each }, (_, index) => ({
        id: `made-up/${competency}-${index + 1}`,
        minutes: 10,
        title: `Made-up question on ${LABELS[competency].toLowerCase()}`,
        competency,
      })),
    ),
    candidateQuestions: { minutes: 5 },
    close: { minutes: 2, script: 'Made up.' },
  };
}

/** A number around 0, mostly between −1 and 1: the sum of three even ones, scaled to a variance of 1. */
function spread(random: Random): number {
  return (random() + random() + random() - 1.5) * 2;
}

function twoOf(people: readonly string[], random: Random): string[] {
  const first = Math.floor(random() * people.length);
  const second = (first + 1 + Math.floor(random() * (people.length - 1))) % people.length;
  return [people[first], people[second]].flatMap((name) => name ?? []);
}
