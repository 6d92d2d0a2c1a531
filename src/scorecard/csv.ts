import type { Judging } from '../rubric/result.ts';
import type { Weighing } from '../rubric/weights.ts';
import type { Scorecard } from './schema.ts';
import { standing } from './standing.ts';

/** Columns of the table, in order; the guide on the rubric says what each holds. */
export const COLUMNS = [
  'scorecard',
  'candidate',
  'interviewer',
  'date',
  'kit',
  'level',
  'role',
  'stage',
  'rubric_version',
  'competency',
  'weight',
  'score',
  'source',
  'counts',
  'evidence',
  'outcome',
  'recommendation',
] as const;

/**
 * Scorecards as a table: one row per competency of each, in RFC 4180's form.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises
 * for CSV injection.
 *
 * @throws RangeError for a scorecard that `foreign` names
 */
export function toCsv(rubric: Weighing & Judging, scorecards: readonly Scorecard[]): string {
  const lines = scorecards.flatMap((card) => {
    const { rows, result } = standing(rubric, card);
    return rows.map(({ competency, share, set, rating }): Record<(typeof COLUMNS)[number], string> => {
      const score = rating?.score === undefined ? '' : String(rating.score);
      const scored = typeof rating?.score === 'number';
      return {
        scorecard: card.id,
        candidate: card.candidate,
        interviewer: card.interviewer,
        date: card.date,
        kit: card.kit.title,
        level: card.kit.level,
        role: card.kit.role,
        stage: card.kit.stage,
        rubric_version: String(card.rubricVersion),
        competency,
        weight: share.toFixed(4),
        score,
        source: score === '' ? '' : set?.score === undefined ? 'questions' : 'interviewer',
        counts: scored && rating.evidence.trim() !== '' ? 'yes' : 'no',
        evidence: rating?.evidence ?? '',
        outcome: result.outcome,
        recommendation: card.recommendation,
      };
    });
  });
  return toTable(
    COLUMNS,
    lines.map((line) => COLUMNS.map((column) => line[column])),
  );
}

/** Lines of cells under a line of column names, in RFC 4180's form and with formulas disarmed. */
export function toTable(columns: readonly string[], lines: readonly (readonly string[])[]): string {
  return [columns, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
