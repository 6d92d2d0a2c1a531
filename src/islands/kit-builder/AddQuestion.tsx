import { useState } from 'preact/hooks';

import { LABELS } from '../../bank/vocabulary.ts';
import { addable, type Listed } from '../../kit/catalogue.ts';
import type { Draft, DraftChange } from '../../kit/draft.ts';
import { inlineText } from '../inline-text.ts';

interface Props {
  draft: Draft;
  questions: readonly Listed[];
  change: (step: DraftChange, words: string) => void;
}

const PAGE = 8;

/** The whole catalogue of the kit's level, filtered by words, a few at a time. */
export function AddQuestion({ draft, questions, change }: Props) {
  const [words, setWords] = useState('');
  const [shown, setShown] = useState(PAGE);
  const found = addable(questions, draft, words);
  return (
    <section aria-labelledby="add" class="screen-only mt-8">
      <h2 id="add">Add a question</h2>
      <label class="mt-2 block text-sm">
        <span class="block text-soft">Words in its title, topic, kind or competency</span>
        <input
          class="field"
          type="search"
          value={words}
          onInput={(event) => {
            setWords(event.currentTarget.value);
            setShown(PAGE);
          }}
        />
      </label>
      <p role="status" class="meta mt-2">
        {found.length === 0
          ? 'No question of this level matches.'
          : `${found.length} ${found.length === 1 ? 'question' : 'questions'} of this level`}
      </p>
      <ul class="mt-1 grid">
        {found.slice(0, shown).map(({ id, url, title, kind, competency, minutes }) => (
          <li key={id} class="flex items-start gap-3 border-t border-rule py-2">
            <button
              type="button"
              class="small-button"
              aria-label={`Add: ${inlineText(title)}`}
              onClick={() => change({ type: 'add', id, minutes }, `Added: ${inlineText(title)}`)}
            >
              Add
            </button>
            <div>
              <a href={url}>{inlineText(title)}</a>
              <span class="meta block">
                {LABELS[kind]} · {LABELS[competency]} · {minutes} minutes
              </span>
            </div>
          </li>
        ))}
      </ul>
      {found.length > shown && (
        <button type="button" class="button mt-2" onClick={() => setShown(shown + PAGE)}>
          Show more
        </button>
      )}
    </section>
  );
}
