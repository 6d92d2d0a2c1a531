import type { Listed } from '../kit/catalogue.ts';
import { isExercise } from '../kit/compose.ts';

/**
 * The questions and exercises that kits choose from, retired questions included.
 *
 * @param base where the site is served from, with a slash at the end
 * @throws Error if they cannot be loaded
 */
export async function loadCatalogue(base: string): Promise<Listed[]> {
  const response = await fetch(`${base}data/catalogue.json`);
  if (!response.ok) throw new Error(String(response.status));
  const { questions } = (await response.json()) as { questions: Omit<Listed, 'url'>[] };
  return questions.map((question) => ({
    ...question,
    url: `${base}${isExercise(question.id) ? '' : 'questions/'}${question.id}/`,
  }));
}
