import { useState } from 'preact/hooks';

import type { Admission } from '../../debrief/admit.ts';
import { fromFile, SCORECARD_FILE } from '../../scorecard/file.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import type { Store } from '../../store/store.ts';
import { readFile } from '../saved/read-file.ts';
import { FromBrowser } from './FromBrowser.tsx';

interface Props {
  store: Store<Scorecard>;
  /** Takes in what can be taken in, and says what stays out. */
  onBring: (cards: readonly Scorecard[]) => Admission;
}

/** Ways to bring scorecards: files, pasted text, and what this browser keeps. What stays out is named, one by one. */
export function BringScorecards({ store, onBring }: Props) {
  const [said, setSaid] = useState<readonly string[]>([]);
  const [pasted, setPasted] = useState('');

  /** @returns what to say of one source */
  const bring = (from: string, read: ReturnType<typeof fromFile>): string[] => {
    if ('problem' in read) return [`${from}: ${read.problem} Nothing was taken from it.`];
    const { admitted, refused } = onBring(read.scorecards);
    return [
      `${from}: ${admitted.length} of ${read.scorecards.length} ${read.scorecards.length === 1 ? 'scorecard' : 'scorecards'} taken in.`,
      ...refused.map(({ name, reason }) => `Left out: ${name}. Reason: ${reason}.`),
    ];
  };
  const openFiles = async (files: readonly File[]) => {
    const words: string[] = [];
    for (const file of files) {
      const read = await readFile(file, SCORECARD_FILE, fromFile).catch(() => ({
        problem: 'The browser could not read the file.',
      }));
      words.push(...bring(file.name, read));
    }
    setSaid(words);
  };

  return (
    <div class="screen-only">
      <div class="mt-3 flex flex-wrap gap-3">
        <label class="button">
          Open files
          <input
            type="file"
            accept=".json,application/json"
            multiple
            class="sr-only"
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])];
              event.currentTarget.value = '';
              if (files.length > 0) void openFiles(files);
            }}
          />
        </label>
      </div>
      <details class="mt-3">
        <summary>Paste a scorecard’s text</summary>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const read = fromFile(new TextEncoder().encode(pasted));
            setSaid(bring('Pasted text', read));
            // What could not be read stays in the field.
            if (!('problem' in read)) setPasted('');
          }}
        >
          <label class="mt-2 block text-sm">
            <span class="block text-soft">The content of a scorecard file</span>
            <textarea
              class="field min-h-24 font-mono"
              required
              spellcheck={false}
              value={pasted}
              onInput={(event) => setPasted(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="button mt-2">
            Take it in
          </button>
        </form>
      </details>
      <FromBrowser store={store} onPick={(card) => setSaid(bring('From this browser', { scorecards: [card] }))} />
      <div role="status" class="mt-3 grid gap-1">
        {said.map((text, index) => (
          <p key={index}>{text}</p>
        ))}
      </div>
    </div>
  );
}
