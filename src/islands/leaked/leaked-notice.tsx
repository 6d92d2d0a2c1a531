import type { VNode } from 'preact';

import type { Listed } from '../../kit/catalogue.ts';
import type { Draft } from '../../kit/draft.ts';
import { readLeaked } from '../../store/leaked-list.ts';
import { checkKit } from './check-kit.ts';

/**
 * What the person's list says of a kit that is about to be scored.
 *
 * @param base where the site is served from, with a slash at the end
 * @returns undefined if it asks nothing that is on the list
 * @throws StoreError where the browser keeps no list
 */
export function leakedNotice(kit: Draft, questions: readonly Listed[], base: string): VNode | undefined {
  const found = checkKit(kit, readLeaked(), questions, base);
  if (!found) return undefined;
  const { leaked, advice, builder } = found;
  return (
    <div role="status" class="mt-3 rounded bg-alert-soft p-3 text-alert">
      <p>On your list of leaked questions:</p>
      <ul class="list-disc ps-5">
        {leaked.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
      <p class="mt-2">{advice}</p>
      {builder !== undefined && (
        <a class="button mt-2" href={builder}>
          Open in the builder with parallel questions
        </a>
      )}
    </div>
  );
}
