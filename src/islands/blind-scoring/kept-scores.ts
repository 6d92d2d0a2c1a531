/** Scores of one question's answers, by letter. */
export type Scores = Readonly<Record<string, 1 | 2 | 3 | 4>>;

const keyOf = (question: string) => `dig-training:${question}`;

/** What was scored in this browser before; nothing where storage is blocked or holds something else. */
export function readScores(question: string): Scores {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(question)) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter(([id, score]) => /^[a-z]$/.test(id) && [1, 2, 3, 4].includes(score as number)),
    );
  } catch {
    return {};
  }
}

/** Keeps the scores; where storage is blocked, they last as long as the page. */
export function keepScores(question: string, scores: Scores): void {
  try {
    if (Object.keys(scores).length > 0) localStorage.setItem(keyOf(question), JSON.stringify(scores));
    else localStorage.removeItem(keyOf(question));
  } catch {
    // Nothing is lost that was promised.
  }
}
