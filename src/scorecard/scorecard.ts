import type { Competency } from '../bank/vocabulary.ts';
import type { Rating } from '../rubric/result.ts';
import type { Scorecard, ScoredKit } from './schema.ts';
import { enterPart, pauseTimer, startTimer } from './timer.ts';

export type ScorecardChange =
  | { readonly type: 'about'; readonly field: 'candidate' | 'interviewer' | 'date'; readonly value: string }
  | { readonly type: 'answer'; readonly id: string; readonly rating: Partial<Rating> }
  /** Sets a row apart from what its questions give; the evidence is the reason. */
  | { readonly type: 'set-row'; readonly competency: Competency; readonly rating: Partial<Rating> }
  /** Lets a row follow its questions again. */
  | { readonly type: 'follow-questions'; readonly competency: Competency }
  | { readonly type: 'recommend'; readonly id: string }
  | { readonly type: 'explain'; readonly rationale: string }
  | { readonly type: 'start-timer' | 'pause-timer'; readonly now: number }
  | { readonly type: 'open-part'; readonly part: number; readonly now: number };

/** A scorecard on which nothing is scored or chosen yet. */
export function newScorecard(kit: ScoredKit, about: Pick<Scorecard, 'id' | 'date' | 'rubricVersion'>): Scorecard {
  return {
    ...about,
    kit,
    name: '',
    candidate: '',
    interviewer: '',
    answers: {},
    rows: {},
    recommendation: '',
    rationale: '',
    timer: { elapsed: 0, part: 0, entered: 0 },
  };
}

/** The scorecard after one change. */
export function changeScorecard(card: Scorecard, change: ScorecardChange): Scorecard {
  switch (change.type) {
    case 'about':
      return { ...card, [change.field]: change.value };
    case 'answer': {
      const rating = { evidence: '', ...card.answers[change.id], ...change.rating };
      return { ...card, answers: { ...card.answers, [change.id]: rating } };
    }
    case 'set-row': {
      const rating = { evidence: '', ...card.rows[change.competency], ...change.rating };
      return { ...card, rows: { ...card.rows, [change.competency]: rating } };
    }
    case 'follow-questions': {
      const rows = Object.fromEntries(Object.entries(card.rows).filter(([row]) => row !== change.competency));
      return { ...card, rows };
    }
    case 'recommend':
      return { ...card, recommendation: change.id };
    case 'explain':
      return { ...card, rationale: change.rationale };
    case 'start-timer':
      return { ...card, timer: startTimer(card.timer, change.now) };
    case 'pause-timer':
      return { ...card, timer: pauseTimer(card.timer, change.now) };
    case 'open-part':
      return { ...card, timer: enterPart(card.timer, change.part, change.now) };
  }
}

/** What a list calls it: its own name, else the candidate's code and the kit, or the kit alone. */
export function nameOf({ name, candidate, kit }: Pick<Scorecard, 'name' | 'candidate' | 'kit'>): string {
  if (name.trim() !== '') return name.trim();
  return candidate.trim() === '' ? kit.title : `${candidate.trim()} · ${kit.title}`;
}

/** The same scorecard under another id, and named so. */
export function copyOf(card: Scorecard, id: string): Scorecard {
  return { ...card, id, name: `Copy of ${nameOf(card)}`.slice(0, 120) };
}

/** Whether anything was written or chosen that deleting it would lose. */
export function hasNotes(card: Scorecard): boolean {
  const written = (rating: Rating) => rating.score !== undefined || rating.evidence.trim() !== '';
  return (
    card.recommendation !== '' ||
    card.rationale.trim() !== '' ||
    [...Object.values(card.answers), ...Object.values(card.rows)].some(written)
  );
}
