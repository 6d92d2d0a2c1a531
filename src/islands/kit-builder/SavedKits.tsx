import { useMemo, useState } from 'preact/hooks';

import { LABELS } from '../../bank/vocabulary.ts';
import type { Draft } from '../../kit/draft.ts';
import { toFile } from '../../kit/file.ts';
import { toFragment } from '../../kit/link.ts';
import { readSavedKit, SAVED_KIT_VERSION, type SavedKit } from '../../kit/saved.ts';
import { openStore, type Saved } from '../../store/store.ts';
import { SavedList } from '../saved/SavedList.tsx';
import { fileWord, saveFile } from '../saved/save-file.ts';
import { TROUBLE } from '../saved/trouble-words.ts';
import { useSaved } from '../saved/use-saved.ts';

interface Props {
  draft: Draft;
  /** Name of the kit's stage, in words. */
  stage: string;
}

/** The kits that a person keeps in this browser. */
export function SavedKits({ draft, stage }: Props) {
  const store = useMemo(
    () =>
      openStore<SavedKit>('kits', {
        version: SAVED_KIT_VERSION,
        read: readSavedKit,
        copy: (saved) => saved,
      }),
    [],
  );
  const { items, unreadable, trouble, deleted, put, remove, bringBack } = useSaved(store);
  const proposed = `${LABELS[draft.level]}, ${stage.toLowerCase()}, ${draft.minutes} minutes`;
  const [name, setName] = useState<string>();
  const [replaced, setReplaced] = useState<Saved<SavedKit>>();

  // What is said to be done is done: each message waits for the store.
  const save = async () => {
    const wanted = (name ?? proposed).trim() || proposed;
    const same = items.find(({ value }) => value.name === wanted);
    if (await put(same?.id ?? crypto.randomUUID(), { name: wanted, kit: draft })) setReplaced(same);
  };
  const undoReplacing = async ({ id, value }: Saved<SavedKit>) => {
    if (await put(id, value)) setReplaced(undefined);
  };
  return (
    <section id="saved-kits" aria-label="Your kits" class="screen-only mt-2">
      <p class="meta">Kept in this browser only. What has to last, or others shall use, belongs in a file or a link.</p>
      {trouble && (
        <p role="alert" class="mt-3 rounded bg-alert-soft p-3 text-alert">
          {TROUBLE[trouble]}
        </p>
      )}
      <form
        class="mt-3 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label class="grow text-sm">
          <span class="block text-soft">Name</span>
          <input
            class="field"
            maxLength={120}
            value={name ?? proposed}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          Save this kit
        </button>
      </form>
      <div role="status" class="mt-2">
        {replaced && (
          <p>
            Replaced the kit of that name.{' '}
            <button type="button" class="button" onClick={() => void undoReplacing(replaced)}>
              Undo
            </button>
          </p>
        )}
        {deleted && (
          <p>
            Deleted: {deleted.value.name}.{' '}
            <button type="button" class="button" onClick={bringBack}>
              Undo
            </button>
          </p>
        )}
      </div>
      <SavedList
        items={items}
        unreadable={unreadable}
        noun="kit"
        describe={({ name: title, kit }) => ({
          name: title,
          meta: `${LABELS[kit.level]} · ${kit.minutes} minutes · form ${kit.seed}`,
        })}
        address={({ value }) => `#${toFragment(value.kit)}`}
        onRename={({ id, value }, next) => void put(id, { ...value, name: next })}
        onDuplicate={({ value }) =>
          void put(crypto.randomUUID(), { ...value, name: `Copy of ${value.name}`.slice(0, 120) })
        }
        onSave={({ value }) => saveFile(`kit-${fileWord(value.name)}.json`, 'application/json', toFile(value.kit))}
        onDelete={remove}
        onDiscard={remove}
      />
    </section>
  );
}
