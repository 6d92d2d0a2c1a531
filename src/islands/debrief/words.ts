import type { Decision } from '../../debrief/schema.ts';
import type { Concern, Panel } from '../../rubric/panel.ts';

export const DECISION_WORDS: Readonly<Record<Decision, { readonly label: string; readonly meaning: string }>> = {
  hire: { label: 'Hire', meaning: 'The panel makes an offer, at the level that was assessed.' },
  'no-hire': { label: 'No hire', meaning: 'The panel declines, and says what was missing.' },
  'more-evidence': {
    label: 'More evidence',
    meaning: 'One named question is still open; a follow-up says who finds out, and how.',
  },
};

/** Why a row is on the agenda. */
export const CONCERN_WORDS: Readonly<Record<Concern, string>> = {
  'bar-not-met': 'Every score is below the must-meet bar.',
  'bar-split': 'Some scores meet the must-meet bar and some do not.',
  apart: 'The scores lie two points or more apart.',
  'without-evidence': 'A score has no notes beside it, and does not count.',
  'one-rater': 'One interviewer alone scored it.',
  'not-assessed': 'Nobody gave a score that counts.',
};

/** What to do about it, in one sentence. */
export const CONCERN_STEPS: Readonly<Record<Concern, string>> = {
  'bar-not-met': 'Read the evidence aloud, and check it against the anchor below the bar: no total makes up for it.',
  'bar-split': 'Settle this first. Each reads their evidence; the anchors decide, not a vote.',
  apart: 'Each reads their evidence in the candidate’s words, then: what would have raised the lower score?',
  'without-evidence': 'Ask what was heard. Notes that can be added now are added; otherwise it stays out.',
  'one-rater': 'Ask whether others heard something on it and wrote it under another row.',
  'not-assessed': 'Decide whether the role can do without knowing; if not, it is a follow-up.',
};

export const BAR_WORDS: Readonly<Record<Panel['bars'][number]['state'], string>> = {
  met: 'met',
  split: 'met by some scores and not by others',
  'not-met': 'not met',
  open: 'not assessed',
};

/** The one outcome that a single sheet cannot have. */
export const BAR_SPLIT = {
  label: 'Bar to be settled',
  meaning: 'Interviewers differ on whether a must-meet bar is met. No mean settles that: talk about it first.',
};

/** How far a rater's scores lie from the others' on the same rows. */
export function leaningWords(leaning: number, rows: number): string {
  const on = `on ${rows} shared ${rows === 1 ? 'row' : 'rows'}`;
  if (Math.abs(leaning) < 0.05) return `neither above nor below the others, ${on}`;
  return `${Math.abs(leaning).toFixed(1)} points ${leaning > 0 ? 'above' : 'below'} the others, ${on}`;
}
