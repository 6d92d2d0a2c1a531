import { useState } from 'preact/hooks';

import { copyOf, nameOf, newDebrief } from '../../debrief/debrief.ts';
import { DEBRIEF_FILE, fromFile, toFile } from '../../debrief/file.ts';
import type { Debrief } from '../../debrief/schema.ts';
import type { Store } from '../../store/store.ts';
import { readFile } from '../saved/read-file.ts';
import { SavedList } from '../saved/SavedList.tsx';
import { fileWord, saveFile } from '../saved/save-file.ts';
import { TROUBLE } from '../saved/trouble-words.ts';
import { useSaved } from '../saved/use-saved.ts';
import { today } from '../today.ts';
import { DECISION_WORDS } from './words.ts';

interface Props {
  store: Store<Debrief>;
  base: string;
  onOpen: (debrief: Debrief, kept: boolean) => void;
}

/** The debriefs of this browser, the start of a new one, and the way in for files. */
export function DebriefList({ store, base, onOpen }: Props) {
  const { items, unreadable, loaded, trouble, deleted, put, remove, bringBack } = useSaved(store);
  const [said, setSaid] = useState('');

  const openFile = async (file: File) => {
    const read = await readFile(file, DEBRIEF_FILE, fromFile);
    if ('problem' in read) {
      setSaid(`${file.name}: ${read.problem} Nothing was changed.`);
      return;
    }
    // What is here under the same id may be newer: a file never replaces it.
    const known = [...items, ...unreadable].some(({ id }) => id === read.value.id);
    const debrief = known ? copyOf(read.value, crypto.randomUUID()) : read.value;
    if (await put(debrief.id, debrief))
      setSaid(`${file.name}: opened${known ? ' as a copy beside the one here' : ''}.`);
  };
  const start = async () => {
    const debrief = newDebrief({ id: crypto.randomUUID(), date: today() });
    onOpen(debrief, await put(debrief.id, debrief));
  };

  return (
    <section aria-labelledby="saved">
      <h2 id="saved">In this browser</h2>
      <p class="meta mt-1">Kept here only. What has to last, or others shall see, belongs in a file or on paper.</p>
      {trouble && (
        <p role="alert" class="mt-3 rounded bg-alert-soft p-3 text-alert">
          {TROUBLE[trouble]}
        </p>
      )}
      <div class="mt-3 flex flex-wrap gap-3">
        <button type="button" class="button" onClick={() => void start()}>
          Begin a debrief
        </button>
        <label class="button">
          Open a debrief’s file
          <input
            type="file"
            accept=".json,application/json"
            class="sr-only"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              if (file) void openFile(file);
            }}
          />
        </label>
      </div>
      <div role="status" class="mt-3">
        {said && <p>{said}</p>}
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
          None yet. A debrief needs the scorecards of one candidate: interviewers fill theirs in{' '}
          <a href={`${base}kits/scorecards/`}>on screen</a> and save them as files.
        </p>
      )}
      <SavedList
        items={items}
        unreadable={unreadable}
        noun="debrief"
        describe={(debrief) => ({ name: nameOf(debrief), meta: stateOf(debrief) })}
        address={({ id }) => `#debrief=${id}`}
        onRename={({ id, value }, name) => void put(id, { ...value, name })}
        onDuplicate={({ value }) => {
          const id = crypto.randomUUID();
          void put(id, copyOf(value, id));
        }}
        onSave={({ value }) => saveFile(`debrief-${fileWord(nameOf(value))}.json`, 'application/json', toFile(value))}
        onDelete={remove}
        onDiscard={remove}
      />
    </section>
  );
}

function stateOf({ date, entries, revealed, decision }: Debrief): string {
  const count = `${entries.length} ${entries.length === 1 ? 'scorecard' : 'scorecards'}`;
  const state = decision ? DECISION_WORDS[decision].label : revealed ? 'scores shown, not decided' : 'scores hidden';
  return [date, count, state].filter((word) => word !== '').join(' · ');
}
