import type { Score } from '../../bank/vocabulary.ts';

/** One question's answers with its key, as `/data/training/` has them; texts are HTML that this site wrote. */
export interface Pack {
  readonly url: string;
  readonly title: string;
  readonly anchors: Readonly<Record<Score, string>>;
  readonly answers: readonly {
    readonly id: string;
    readonly level: string;
    readonly answer: string;
    readonly score: 1 | 2 | 3 | 4;
    readonly reason: string;
    readonly oneMore: string;
  }[];
}

/**
 * @param base where the site is served from, with a slash at the end
 * @throws Error if it cannot be loaded
 */
export async function loadPack(base: string, question: string): Promise<Pack> {
  const response = await fetch(`${base}data/training/${question}.json`);
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as Pack;
}
