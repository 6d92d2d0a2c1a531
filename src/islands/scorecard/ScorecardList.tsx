import { useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { describeSheet } from '../../rubric/sheet.ts';
import { toCsv } from '../../scorecard/csv.ts';
import { fromFile, SCORECARD_FILE, toFile } from '../../scorecard/file.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import { copyOf, nameOf } from '../../scorecard/scorecard.ts';
import { foreign } from '../../scorecard/standing.ts';
import { takeIn } from '../../scorecard/take-in.ts';
import type { Store } from '../../store/store.ts';
import { readFile } from '../saved/read-file.ts';
import { SavedList } from '../saved/SavedList.tsx';
import { fileWord, saveFile } from '../saved/save-file.ts';
import { TROUBLE } from '../saved/trouble-words.ts';
import { useSaved } from '../saved/use-saved.ts';

interface Props {
  rubric: Rubric;
  store: Store<Scorecard>;
  base: string;
}

/** The scorecards of this browser, and the way in and out for files. */
export function ScorecardList({ rubric, store, base }: Props) {
  const { items, unreadable, loaded, trouble, deleted, put, remove, bringBack } = useSaved(store);
  const [said, setSaid] = useState<readonly string[]>([]);

  /** Takes scorecards from files, each file whole or not at all. */
  const openFiles = async (files: readonly File[]) => {
    const words: string[] = [];
    // Read anew: the list on the screen may still be on its way. Without a store there is nothing to meet.
    const now = await store.list().catch(() => ({ items: [], unreadable: [] }));
    const occupied = now.unreadable.map(({ id }) => id);
    let here = now.items.map(({ value }) => value);
    for (const file of files) {
      const read = await readFile(file, SCORECARD_FILE, fromFile);
      const taken =
        'problem' in read ? read : takeIn(rubric, here, read.scorecards, occupied, () => crypto.randomUUID());
      if ('problem' in taken) {
        words.push(`${file.name}: ${taken.problem} Nothing was taken from it.`);
        continue;
      }
      const kept = await Promise.all(taken.added.map((card) => put(card.id, card)));
      here = [...here, ...taken.added];
      const refused = kept.filter((one) => !one).length;
      words.push(
        [
          `${file.name}: ${taken.added.length - refused} opened`,
          ...(taken.copies > 0 ? [`${taken.copies} of them as a copy beside another version`] : []),
          ...(taken.known > 0 ? [`${taken.known} here already`] : []),
          ...(refused > 0 ? [`${refused} could not be saved`] : []),
        ].join(', ') + '.',
      );
    }
    setSaid(words);
  };

  const all = items.map(({ value }) => value);
  const tabled = all.filter((card) => !foreign(rubric, card));
  return (
    <section aria-labelledby="saved">
      <h2 id="saved">In this browser</h2>
      <p class="meta mt-1">
        Kept here only, on this computer and in this browser; some browsers clear what a site keeps after weeks without
        a visit. What has to last belongs in a file.
      </p>
      {trouble && (
        <p role="alert" class="mt-3 rounded bg-alert-soft p-3 text-alert">
          {TROUBLE[trouble]}
        </p>
      )}
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
        <button
          type="button"
          class="button"
          disabled={all.length === 0}
          onClick={() => saveFile('scorecards.json', 'application/json', toFile(all))}
        >
          Save all as one file
        </button>
        <button
          type="button"
          class="button"
          disabled={tabled.length === 0}
          onClick={() => saveFile('scorecards.csv', 'text/csv', toCsv(rubric, tabled))}
        >
          Save all as a table (CSV)
        </button>
      </div>
      <div role="status" class="mt-3">
        {said.map((text) => (
          <p key={text}>{text}</p>
        ))}
        {deleted && (
          <p>
            Deleted: {nameOf(deleted.value)}.{' '}
            <button type="button" class="button" onClick={bringBack}>
              Undo
            </button>
          </p>
        )}
      </div>
      {loaded && items.length === 0 && unreadable.length === 0 && (
        <p class="mt-3">
          None yet. Open a <a href={`${base}kits/`}>ready-made kit</a>, or{' '}
          <a href={`${base}kits/builder/`}>compose one</a>, and choose “Score on screen”.
        </p>
      )}
      {items.length > 0 && (
        <p class="mt-3">
          Several interviewers, one candidate? Lay their scorecards <a href={`${base}debrief/`}>side by side</a>.
        </p>
      )}
      <SavedList
        items={items}
        unreadable={unreadable}
        noun="scorecard"
        describe={(card) => ({
          name: nameOf(card),
          meta: [describeSheet(rubric, card.kit), card.date, progress(card)].filter(Boolean).join(' · '),
        })}
        address={({ id }) => `#card=${id}`}
        onRename={({ id, value }, name) => void put(id, { ...value, name })}
        onDuplicate={({ value }) => {
          const id = crypto.randomUUID();
          void put(id, copyOf(value, id));
        }}
        onSave={({ value }) =>
          saveFile(`scorecard-${fileWord(nameOf(value))}.json`, 'application/json', toFile([value]))
        }
        onDelete={remove}
        onDiscard={remove}
      />
    </section>
  );
}

/** How far the scoring is: questions with a score or left out on purpose. */
function progress({ kit, answers }: Scorecard): string {
  const done = kit.questions.filter(({ id }) => answers[id]?.score !== undefined).length;
  return `${done} of ${kit.questions.length} questions scored`;
}
