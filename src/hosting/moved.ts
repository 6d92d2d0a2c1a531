/** A question's address that is no longer, and the one that took its place; both within the site. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** What this room needs to know of a question. */
export interface Renamed {
  readonly id: string;
  readonly formerly: readonly string[];
}

/** Every address that renamed questions had, pages before data, in order of the old ids. */
export function movesOf(questions: readonly Renamed[]): Move[] {
  const renamed = questions
    .flatMap(({ id, formerly }) => formerly.map((old) => ({ old, id })))
    .sort((a, b) => (a.old < b.old ? -1 : 1));
  return [
    ...renamed.map(({ old, id }) => ({ from: `/questions/${old}/`, to: `/questions/${id}/` })),
    ...renamed.map(({ old, id }) => ({ from: `/data/questions/${old}.json`, to: `/data/questions/${id}.json` })),
  ];
}

/** Whether a whole address, base path included, is one that only leads on. */
export function isMoved(moves: readonly Move[], address: string): boolean {
  const { pathname } = new URL(address);
  return moves.some(({ from }) => pathname.endsWith(from));
}
