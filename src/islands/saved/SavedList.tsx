import { useState } from 'preact/hooks';

import type { Saved, Unreadable } from '../../store/store.ts';
import { saveFile } from './save-file.ts';

interface Props<T> {
  items: readonly Saved<T>[];
  unreadable: readonly Unreadable[];
  /** Words for the thing that is listed, such as "scorecard". */
  noun: string;
  /** Name and further words of an item. */
  describe: (value: T) => { readonly name: string; readonly meta: string };
  /** Where opening an item leads. */
  address: (item: Saved<T>) => string;
  onRename: (item: Saved<T>, name: string) => void;
  onDuplicate: (item: Saved<T>) => void;
  onSave: (item: Saved<T>) => void;
  onDelete: (item: Saved<T>) => void;
  onDiscard: (item: Unreadable) => void;
}

/** What a person keeps in this browser, with all that can be done with it. */
export function SavedList<T>(props: Props<T>) {
  const { items, unreadable, noun, describe, address } = props;
  const [renaming, setRenaming] = useState<string>();
  return (
    <ul class="mt-3 grid">
      {items.map((item) => {
        const { name, meta } = describe(item.value);
        return (
          <li key={item.id} class="border-t border-rule py-3">
            {renaming === item.id ? (
              <Rename
                name={name}
                onDone={(next) => {
                  setRenaming(undefined);
                  if (next !== undefined && next !== name) props.onRename(item, next);
                }}
              />
            ) : (
              <a href={address(item)} class="font-semibold">
                {name}
              </a>
            )}
            <p class="meta">
              {meta} · saved {new Date(item.savedAt).toLocaleString()}
            </p>
            <div class="mt-1 flex flex-wrap gap-1">
              {(
                [
                  ['Rename', () => setRenaming(item.id)],
                  ['Duplicate', () => props.onDuplicate(item)],
                  ['Save as file', () => props.onSave(item)],
                  ['Delete', () => props.onDelete(item)],
                ] as const
              ).map(([label, act]) => (
                <button key={label} type="button" class="small-button" aria-label={`${label}: ${name}`} onClick={act}>
                  {label}
                </button>
              ))}
            </div>
          </li>
        );
      })}
      {unreadable.map((item) => (
        <li key={item.id} class="border-t border-rule py-3 text-alert">
          A {noun} that this page cannot read: {item.problem} It stays where it is.
          <div class="mt-1 flex flex-wrap gap-1">
            <button
              type="button"
              class="small-button"
              onClick={() =>
                saveFile(`unreadable-${noun}.json`, 'application/json', `${JSON.stringify(item.raw, null, 2)}\n`)
              }
            >
              Save what lies there
            </button>
            <button type="button" class="small-button" onClick={() => props.onDiscard(item)}>
              Delete it
            </button>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Rename({ name, onDone }: { name: string; onDone: (name: string | undefined) => void }) {
  const [text, setText] = useState(name);
  return (
    <form
      class="flex flex-wrap gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(text.trim() === '' ? undefined : text.trim());
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone(undefined)}
    >
      <input
        ref={(element) => element?.focus()}
        class="field max-w-sm"
        maxLength={120}
        aria-label="New name"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" class="button">
        Rename
      </button>
    </form>
  );
}
