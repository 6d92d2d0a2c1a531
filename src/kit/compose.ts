import type { Competency, Kind, Level, Status } from '../bank/vocabulary.ts';
import type { WeightedRow } from '../rubric/weights.ts';
import { pick, seeded } from './random.ts';
import type { Timed } from './schedule.ts';

/** What composing needs to know of a question or an exercise; `/data/catalogue.json` has all of it. */
export interface Askable {
  readonly id: string;
  readonly kind: Kind;
  readonly competency: Competency;
  readonly levels: readonly Level[];
  /** What it takes to ask, answer and probe once. */
  readonly minutes: number;
  readonly status: Status;
}

/** What a kit is wanted for. */
export interface Wish {
  readonly level: Level;
  /** The scorecard's rows, from `weightedRows`. */
  readonly rows: readonly WeightedRow[];
  /** Length of the meeting, at least `SHORTEST`. */
  readonly minutes: number;
  /** Any text: the same seed gives the same kit, another one a parallel form. */
  readonly seed: string;
}

export interface Proposal extends Timed {
  /** Rows that no question of this level could be found for, or that no time was left for. */
  readonly missing: readonly Competency[];
}

/** The shortest meeting that has room for a question. */
export const SHORTEST = 20;

/** Questions that take about as long may stand for each other in parallel forms. */
const LIKE_MINUTES = 4;

/** Most of the question time that an exercise may take: the rest shows whether it was luck. */
const EXERCISE_SHARE = 0.45;

/** How much longer than its own time a question may be given. */
const STRETCH = 1.5;

/**
 * Proposes a kit: opening, questions, the candidate's questions and close, which together take
 * exactly the minutes of the meeting.
 *
 * The shape comes first and does not depend on the seed: again and again the row that is furthest
 * behind its share of the question time gets a slot, of the kind used least so far. Then the seed
 * picks a question for each slot among those of the same row, kind and length. So two seeds give
 * parallel forms: the same rows, kinds and minutes, other questions where the bank has them. Where
 * the time allows, one exercise comes first.
 *
 * Runs in time proportional to the bank plus the length of the kit times its number of classes.
 *
 * @throws RangeError if the meeting is shorter than `SHORTEST`, or there is no row to assess
 */
export function compose(bank: readonly Askable[], wish: Wish): Proposal {
  if (wish.minutes < SHORTEST) throw new RangeError(`a meeting of ${wish.minutes} minutes, at least ${SHORTEST}`);
  if (wish.rows.length === 0) throw new RangeError('no competency to assess');
  const frame = frameOf(wish.minutes);
  const available = wish.minutes - frame.opening - frame.candidateQuestions - frame.close;
  const classes = classesOf(bank, wish);
  const slots = shape(classes, wish.rows, available);
  const random = seeded(wish.seed);
  const taken = new Set<string>();
  const questions = slots.map(({ like, minutes }) => {
    const free = like.questions.filter(({ id }) => !taken.has(id));
    // A class never has more slots than questions, so there is one.
    const id = pick(free, random)?.id ?? '';
    taken.add(id);
    return { id, minutes };
  });
  const spare = spread(questions, slots, available);
  return {
    minutes: wish.minutes,
    opening: { minutes: frame.opening },
    questions,
    // What the questions cannot use belongs to the candidate.
    candidateQuestions: { minutes: frame.candidateQuestions + spare },
    close: { minutes: frame.close },
    missing: wish.rows
      .map(({ competency }) => competency)
      .filter((competency) => !slots.some(({ like }) => like.competency === competency)),
  };
}

/** Questions that could take the place of one that is in a kit: same row and kind first, same row next. */
export function alternatives<T extends Askable>(
  bank: readonly T[],
  kit: Pick<Timed, 'questions'>,
  question: Askable,
  level: Level,
): T[] {
  const used = new Set(kit.questions.map(({ id }) => id));
  const rank = (other: T) => Number(other.kind !== question.kind) * 100 + Math.abs(other.minutes - question.minutes);
  return bank
    .filter(
      (other) =>
        isAskable(other, level) &&
        !used.has(other.id) &&
        other.competency === question.competency &&
        isExercise(other.id) === isExercise(question.id),
    )
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/**
 * The question that stands best for another one in a kit: of the same row, of its kind where there is one, about as long,
 * and within the minutes that the kit gives it.
 *
 * @returns undefined if the bank has none that is not in the kit already
 */
export function parallel<T extends Askable>(
  bank: readonly T[],
  kit: Pick<Timed, 'questions'>,
  question: Askable,
  level: Level,
  minutes: number,
): T | undefined {
  const most = Math.max(minutes, question.minutes);
  return alternatives(bank, kit, question, level).find(
    (other) => other.minutes <= most && Math.abs(other.minutes - question.minutes) <= LIKE_MINUTES,
  );
}

/** Whether an id names an exercise: those stand in kits beside the questions. */
export function isExercise(id: string): boolean {
  return id.startsWith('exercises/');
}

function isAskable({ status, levels }: Askable, level: Level): boolean {
  return status === 'active' && levels.includes(level);
}

/** Minutes of what is not a question: about a fifth of a short meeting, a sixth of a long one. */
function frameOf(minutes: number): { opening: number; candidateQuestions: number; close: number } {
  return {
    opening: Math.max(2, Math.round(minutes * 0.05)),
    candidateQuestions: Math.max(2, Math.round(minutes * 0.1)),
    close: Math.max(1, Math.round(minutes * 0.04)),
  };
}

/** Questions that may stand for each other. */
interface Class {
  readonly competency: Competency;
  readonly kind: Kind;
  /** Minutes that fit each of them: those of the longest. */
  readonly minutes: number;
  readonly questions: readonly Askable[];
  readonly exercise: boolean;
}

/** The bank in classes, in an order that does not depend on how the bank was sorted. */
function classesOf(bank: readonly Askable[], { level, rows }: Wish): Class[] {
  const wanted = new Set(rows.map(({ competency }) => competency));
  const groups = new Map<string, Askable[]>();
  for (const question of bank) {
    if (!isAskable(question, level) || !wanted.has(question.competency)) continue;
    // Exercises stand for each other only.
    const key = `${isExercise(question.id) ? 'exercise ' : ''}${question.competency} ${question.kind} ${Math.ceil(question.minutes / LIKE_MINUTES)}`;
    const group = groups.get(key);
    if (group) group.push(question);
    else groups.set(key, [question]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, questions]) => {
      const [first] = questions;
      if (!first) return [];
      questions.sort((a, b) => (a.id < b.id ? -1 : 1));
      const minutes = Math.max(...questions.map((question) => question.minutes));
      return [{ competency: first.competency, kind: first.kind, minutes, questions, exercise: isExercise(first.id) }];
    });
}

interface Place {
  readonly like: Class;
  minutes: number;
}

/** Slots for the time available: each goes to the row that is furthest behind its share. */
function shape(classes: readonly Class[], rows: readonly WeightedRow[], available: number): Place[] {
  const slots: Place[] = [];
  const used = new Map<Class, number>();
  const kinds = new Map<Kind, number>();
  const given = new Map<Competency, number>();
  let left = available;
  const take = (like: Class) => {
    slots.push({ like, minutes: like.minutes });
    used.set(like, (used.get(like) ?? 0) + 1);
    kinds.set(like.kind, (kinds.get(like.kind) ?? 0) + 1);
    given.set(like.competency, (given.get(like.competency) ?? 0) + like.minutes);
    left -= like.minutes;
  };
  const exercise = exerciseFor(classes, rows, available);
  if (exercise) take(exercise);
  for (;;) {
    const open = classes.filter(
      (one) => !one.exercise && one.minutes <= left && (used.get(one) ?? 0) < one.questions.length,
    );
    const behind = rows
      .filter(({ competency }) => open.some((one) => one.competency === competency))
      .map(({ competency, share }) => ({ competency, due: share * available - (given.get(competency) ?? 0) }))
      .sort((a, b) => b.due - a.due);
    const [row] = behind;
    // A row that has its share gets no more while another could not be served at all.
    if (!row || (row.due <= 0 && slots.length > 0)) break;
    const fitting = open.filter(({ competency }) => competency === row.competency);
    const rank = (one: Class) => (kinds.get(one.kind) ?? 0) * 1000 + Math.abs(one.minutes - Math.max(row.due, 1));
    const [like] = fitting.toSorted((a, b) => rank(a) - rank(b));
    if (!like) break;
    take(like);
  }
  // Rows together, in the order of the scorecard: an interview that jumps tires both sides.
  const order = rows.map(({ competency }) => competency);
  const place = ({ like }: Place) => (like.exercise ? -1 : order.indexOf(like.competency));
  return slots.sort((a, b) => place(a) - place(b));
}

/** The exercise that the meeting has room for: of the heaviest row that has one, the longest. */
function exerciseFor(classes: readonly Class[], rows: readonly WeightedRow[], available: number): Class | undefined {
  const share = new Map(rows.map((row) => [row.competency, row.share]));
  return classes
    .filter((one) => one.exercise && one.minutes <= available * EXERCISE_SHARE)
    .toSorted((a, b) => (share.get(b.competency) ?? 0) - (share.get(a.competency) ?? 0) || b.minutes - a.minutes)[0];
}

/** Gives what is left to the questions, a minute each in turn; returns what they cannot use. */
function spread(questions: { minutes: number }[], slots: readonly Place[], available: number): number {
  let left = available - questions.reduce((sum, { minutes }) => sum + minutes, 0);
  for (let given = true; left > 0 && given;) {
    given = false;
    questions.forEach((question, index) => {
      const like = slots[index]?.like;
      // An exercise has its time box.
      const most = Math.floor((like?.minutes ?? 0) * (like?.exercise ? 1 : STRETCH));
      if (left > 0 && question.minutes < most) {
        question.minutes += 1;
        left -= 1;
        given = true;
      }
    });
  }
  return left;
}
