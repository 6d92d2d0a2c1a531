import type { Level } from '../bank/vocabulary.ts';
import type { Timed } from './schedule.ts';

/** A kit that somebody composes: what it is for, and its parts. Plain data, ready for a link or a file. */
export interface Draft extends Timed {
  readonly level: Level;
  /** Id of a role of the rubric. */
  readonly role: string;
  /** Id of a stage of the rubric. */
  readonly stage: string;
  /** Names the form: the same seed proposes the same questions. */
  readonly seed: string;
}

export type DraftChange =
  | { readonly type: 'replace'; readonly draft: Draft }
  | { readonly type: 'swap'; readonly index: number; readonly id: string }
  | { readonly type: 'move'; readonly index: number; readonly by: -1 | 1 }
  | { readonly type: 'remove'; readonly index: number }
  | { readonly type: 'add'; readonly id: string; readonly minutes: number }
  | {
      readonly type: 'time';
      readonly part: 'opening' | 'candidateQuestions' | 'close' | number;
      readonly minutes: number;
    };

/** Longest meeting, and longest single part, in minutes. */
export const LONGEST = 240;

/**
 * The kit after one change. A change that makes no sense (a place that does not exist, a question
 * that is there already) leaves it as it was.
 */
export function changeDraft(draft: Draft, change: DraftChange): Draft {
  const { questions } = draft;
  switch (change.type) {
    case 'replace':
      return change.draft;
    case 'swap':
      return has(draft, change.id) ? draft : withQuestion(draft, change.index, { id: change.id });
    case 'move': {
      const to = change.index + change.by;
      const [from, other] = [questions[change.index], questions[to]];
      if (!from || !other) return draft;
      return { ...draft, questions: questions.with(change.index, other).with(to, from) };
    }
    case 'remove':
      return { ...draft, questions: questions.filter((_, index) => index !== change.index) };
    case 'add':
      if (has(draft, change.id)) return draft;
      return { ...draft, questions: [...questions, { id: change.id, minutes: change.minutes }] };
    case 'time': {
      const minutes = Math.min(LONGEST, Math.max(1, Math.round(change.minutes)));
      if (!Number.isFinite(minutes)) return draft;
      if (typeof change.part === 'number') return withQuestion(draft, change.part, { minutes });
      return { ...draft, [change.part]: { minutes } };
    }
  }
}

function has({ questions }: Draft, id: string): boolean {
  return questions.some((question) => question.id === id);
}

function withQuestion(draft: Draft, index: number, fields: Partial<Draft['questions'][number]>): Draft {
  const question = draft.questions[index];
  return question ? { ...draft, questions: draft.questions.with(index, { ...question, ...fields }) } : draft;
}
