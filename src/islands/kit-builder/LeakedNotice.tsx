import type { Draft } from '../../kit/draft.ts';

interface Props {
  draft: Draft;
  leaked: ReadonlySet<string>;
  nameOf: (id: string) => string;
  /** Swaps all of them for parallel questions, as far as there are any. */
  renew: () => void;
}

/** Says which questions of the kit are on the person's list: a kit from elsewhere may ask some. */
export function LeakedNotice({ draft, leaked, nameOf, renew }: Props) {
  const asked = draft.questions.filter(({ id }) => leaked.has(id));
  return (
    <div role="status">
      {asked.length > 0 && (
        <div class="mt-2 rounded bg-alert-soft p-3 text-alert">
          <p>On your list of leaked questions:</p>
          <ul class="list-disc ps-5">
            {asked.map(({ id }) => (
              <li key={id}>{nameOf(id)}</li>
            ))}
          </ul>
          <button type="button" class="button mt-2" onClick={renew}>
            Swap for parallel questions
          </button>
        </div>
      )}
    </div>
  );
}
