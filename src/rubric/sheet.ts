import type { Rubric } from '../bank/schemas/rubric.ts';
import { type Competency, LABELS, type Level, LEVELS } from '../bank/vocabulary.ts';
import type { Rating, Ratings } from './result.ts';

/** Everything an interviewer chose or typed on one rubric sheet; plain data, ready to be kept. */
export interface Sheet {
  readonly level: Level;
  /** Id of a role of the rubric. */
  readonly role: string;
  /** Id of a stage of the rubric. */
  readonly stage: string;
  readonly ratings: Ratings;
  /** Id of a recommendation of the rubric; empty until chosen. */
  readonly recommendation: string;
  readonly rationale: string;
}

export type SheetChange =
  | { readonly type: 'choose'; readonly field: 'role' | 'stage' | 'level' | 'recommendation'; readonly value: string }
  | { readonly type: 'rate'; readonly competency: Competency; readonly rating: Partial<Rating> }
  | { readonly type: 'explain'; readonly rationale: string }
  | { readonly type: 'clear' };

/**
 * An empty sheet; nothing is preselected but what it is about: unless asked otherwise, the middle
 * level and the first stage that can assess every must-meet row.
 */
export function emptySheet(rubric: Rubric, about: Partial<Pick<Sheet, 'level' | 'role' | 'stage'>> = {}): Sheet {
  const role = rubric.roles.find(({ id }) => id === about.role) ?? rubric.roles[0];
  const bars = rubric.mustMeet.map(({ competency }) => competency);
  const stage =
    rubric.stages.find(({ id }) => id === about.stage) ??
    rubric.stages.find(({ competencies }) => bars.every((bar) => competencies.includes(bar))) ??
    rubric.stages[0];
  return {
    level: LEVELS.find((level) => level === about.level) ?? 'mid',
    role: role?.id ?? '',
    stage: stage?.id ?? '',
    ratings: {},
    recommendation: '',
    rationale: '',
  };
}

/**
 * The sheet after one change. Scores and notes stay when level, role or stage change: what was
 * heard stays true, and rows that leave the sheet come back with their notes.
 */
export function changeSheet(sheet: Sheet, change: SheetChange): Sheet {
  switch (change.type) {
    case 'choose':
      return { ...sheet, [change.field]: change.value };
    case 'rate': {
      const rating = { evidence: '', ...sheet.ratings[change.competency], ...change.rating };
      return { ...sheet, ratings: { ...sheet.ratings, [change.competency]: rating } };
    }
    case 'explain':
      return { ...sheet, rationale: change.rationale };
    case 'clear':
      return { ...sheet, ratings: {}, recommendation: '', rationale: '' };
  }
}

/** Whether anything was scored or written that leaving the page would lose. */
export function hasWork(sheet: Sheet): boolean {
  return (
    sheet.rationale !== '' ||
    sheet.recommendation !== '' ||
    Object.values(sheet.ratings).some(({ score, evidence }) => score !== undefined || evidence !== '')
  );
}

/** What is missing before the interviewer's call stands: it is required, and so is its reason. */
export function missingCall(
  sheet: Pick<Sheet, 'recommendation' | 'rationale'>,
): 'recommendation' | 'rationale' | undefined {
  if (sheet.recommendation === '') return 'recommendation';
  return sheet.rationale.trim() === '' ? 'rationale' : undefined;
}

/** What the sheet is about, in words: for the page's heading and the header of each printed page. */
export function describeSheet(
  rubric: Pick<Rubric, 'roles' | 'stages'>,
  { level, role, stage }: Pick<Sheet, 'level' | 'role' | 'stage'>,
): string {
  const roleName = rubric.roles.find(({ id }) => id === role)?.name ?? role;
  const stageName = rubric.stages.find(({ id }) => id === stage)?.name ?? stage;
  return `${LABELS[level]} · ${roleName} · ${stageName}`;
}
