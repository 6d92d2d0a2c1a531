import type { Scorecard } from '../scorecard/schema.ts';
import type { Debrief, Decision } from './schema.ts';

export type DebriefChange =
  | { readonly type: 'expect'; readonly expected: readonly string[] }
  | { readonly type: 'date'; readonly date: string }
  | { readonly type: 'take'; readonly cards: readonly Scorecard[] }
  | { readonly type: 'leave-out'; readonly id: string }
  /** Shows the scores; whoever is still expected is not waited for. */
  | { readonly type: 'reveal' }
  | { readonly type: 'decide'; readonly decision: Decision }
  | { readonly type: 'explain'; readonly rationale: string }
  | { readonly type: 'follow-up'; readonly index: number; readonly followUp: Partial<Debrief['followUps'][number]> }
  | { readonly type: 'drop-follow-up'; readonly index: number };

/** A debrief that nothing has come in for. */
export function newDebrief(about: Pick<Debrief, 'id' | 'date'>): Debrief {
  return { ...about, name: '', expected: [], entries: [], rationale: '', followUps: [] };
}

/** The debrief after one change. */
export function changeDebrief(debrief: Debrief, change: DebriefChange): Debrief {
  switch (change.type) {
    case 'expect':
      return { ...debrief, expected: [...change.expected] };
    case 'date':
      return { ...debrief, date: change.date };
    case 'take': {
      const late = debrief.revealed !== undefined;
      return { ...debrief, entries: [...debrief.entries, ...change.cards.map((card) => ({ card, late }))] };
    }
    case 'leave-out':
      return { ...debrief, entries: debrief.entries.filter(({ card }) => card.id !== change.id) };
    case 'reveal':
      return { ...debrief, revealed: { without: missing(debrief) } };
    case 'decide':
      return { ...debrief, decision: change.decision };
    case 'explain':
      return { ...debrief, rationale: change.rationale };
    case 'follow-up': {
      const followUps = debrief.followUps.map((one) => ({ ...one }));
      followUps[change.index] = { what: '', who: '', ...followUps[change.index], ...change.followUp };
      return { ...debrief, followUps };
    }
    case 'drop-follow-up':
      return { ...debrief, followUps: debrief.followUps.filter((_, index) => index !== change.index) };
  }
}

/** Initials or a code as it is compared: without spaces round it, and whatever its case. */
export function sameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Who is expected and has no scorecard in, in the order of the list. */
export function missing({ expected, entries }: Pick<Debrief, 'expected' | 'entries'>): string[] {
  return expected.filter((name) => !entries.some(({ card }) => sameName(card.interviewer, name)));
}

/** Names out of a text: divided by commas, semicolons or line ends, each once. */
export function namesIn(text: string): string[] {
  const names = text
    .split(/[,;\n]/)
    .map((name) => name.trim().slice(0, 40))
    .filter((name) => name !== '');
  return names.filter((name, index) => names.findIndex((other) => sameName(other, name)) === index).slice(0, 20);
}

/** Whose debrief it is: the code that its scorecards name. */
export function candidateOf({ entries }: Pick<Debrief, 'entries'>): string {
  return entries[0]?.card.candidate.trim() ?? '';
}

/** What a list calls it. */
export function nameOf(debrief: Pick<Debrief, 'name' | 'entries' | 'date'>): string {
  if (debrief.name.trim() !== '') return debrief.name.trim();
  const candidate = candidateOf(debrief);
  return candidate === '' ? 'Debrief without a scorecard yet' : `Debrief of ${candidate}`;
}

/** The same debrief under another id, and named so. */
export function copyOf(debrief: Debrief, id: string): Debrief {
  return { ...debrief, id, name: `Copy of ${nameOf(debrief)}`.slice(0, 120) };
}

/** What is missing before the decision stands. */
export function missingDecision({
  decision,
  rationale,
}: Pick<Debrief, 'decision' | 'rationale'>): 'decision' | 'rationale' | undefined {
  if (decision === undefined) return 'decision';
  return rationale.trim() === '' ? 'rationale' : undefined;
}
