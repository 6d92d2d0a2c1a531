import type { Listed } from '../kit/catalogue.ts';
import type { Draft } from '../kit/draft.ts';
import { CLOSING, openingScript } from '../kit/scripts.ts';
import type { ScoredKit } from './schema.ts';

/** What a ready-made kit has beyond a composed one. */
export interface Authored {
  readonly title: string;
  readonly opening: { readonly script: string };
  readonly close: { readonly script: string };
}

/**
 * A kit as a scorecard keeps it: with its scripts, and with each question's words and competency.
 *
 * @param title what to call it, where nobody named it yet
 * @returns the kit, and the ids of its questions that are not in the bank; those are left out
 */
export function scoredKit(
  draft: Draft,
  catalogue: ReadonlyMap<string, Pick<Listed, 'title' | 'competency'>>,
  title: string,
  authored?: Authored,
): { kit: ScoredKit; unknown: readonly string[] } {
  const { level, role, stage, minutes, seed, candidateQuestions } = draft;
  const unknown = draft.questions.filter(({ id }) => !catalogue.has(id)).map(({ id }) => id);
  const questions = draft.questions.flatMap((question) => {
    const known = catalogue.get(question.id);
    return known ? [{ ...question, title: known.title, competency: known.competency }] : [];
  });
  const kit = {
    title: authored?.title ?? title,
    ...{ level, role, stage, minutes, seed },
    opening: {
      minutes: draft.opening.minutes,
      script: authored?.opening.script ?? openingScript({ ...draft, questions }),
    },
    questions,
    candidateQuestions: { minutes: candidateQuestions.minutes },
    close: { minutes: draft.close.minutes, script: authored?.close.script ?? CLOSING },
  };
  return { kit, unknown };
}
