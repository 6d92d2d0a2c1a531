import { useEffect, useRef, useState } from 'preact/hooks';

import type { Listed } from '../../kit/catalogue.ts';
import { fromLeakedFile, LEAKED_FILE, toLeakedFile } from '../../kit/leaked-file.ts';
import { type Leaked, questionsIn } from '../../kit/leaked.ts';
import { inlineText } from '../inline-text.ts';
import { readFile } from '../saved/read-file.ts';
import { saveFile } from '../saved/save-file.ts';
import { TROUBLE } from '../saved/trouble-words.ts';
import { type LeakedList, today } from './use-leaked.ts';

interface Props {
  leaks: LeakedList;
  questions: readonly Listed[];
}

const count = (number: number) => (number === 1 ? 'one question' : `${number} questions`);

/** The person's list of leaked questions: looked at, added to, taken from, and shared as a file. */
export function LeakedPanel({ leaks, questions }: Props) {
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const [removed, setRemoved] = useState<Leaked>();
  const putBack = useRef<HTMLButtonElement>(null);
  // The button that was pressed went with its question: the keyboard goes on where the way back is.
  useEffect(() => putBack.current?.focus(), [removed]);
  const field = useRef<HTMLTextAreaElement>(null);
  const byId = new Map(questions.flatMap((one) => [one.id, ...(one.formerly ?? [])].map((id) => [id, one])));
  const nameOf = (id: string) => inlineText(byId.get(id)?.title ?? id);
  const say = (words: string) => {
    setRemoved(undefined);
    setSaid(words);
  };

  /** Adds what is not on the list yet, and says how many that were. */
  const add = (marks: readonly Leaked[]): string => {
    const known = new Set(leaks.now().map(({ id }) => id));
    const fresh = marks.filter(({ id }) => !known.has(id));
    leaks.mark(fresh);
    const there = new Set(marks.map(({ id }) => id)).size - new Set(fresh.map(({ id }) => id)).size;
    return `Added ${count(new Set(fresh.map(({ id }) => id)).size)}${there > 0 ? `; ${there} stood there already` : ''}.`;
  };
  const addText = () => {
    const { ids, unknown } = questionsIn(text, questions);
    const words = ids.length > 0 ? add(ids.map((id) => ({ id, since: today() }))) : '';
    // What was not understood stays to be mended.
    setText(unknown.join('\n'));
    if (unknown.length > 0) say(`${words} Not in the bank: ${unknown.slice(0, 3).join(', ').slice(0, 120)}.`.trim());
    else say(words || 'Write the id or the address of a question first.');
  };
  const openFile = async (file: File) => {
    const read = await readFile(file, LEAKED_FILE, fromLeakedFile);
    say('problem' in read ? `${read.problem} Your list is as it was.` : `Opened ${file.name}. ${add(read.list)}`);
  };

  return (
    <section aria-label="Your leaked questions" class="screen-only mt-2">
      <p class="meta">
        Questions that candidates are known to have before they come. No kit is composed of them here, and a kit that
        asks one offers a parallel question. The list is kept in this browser only; a file takes it to your team.
      </p>
      {leaks.trouble && (
        <p role="alert" class="mt-3 rounded bg-alert-soft p-3 text-alert">
          {TROUBLE[leaks.trouble]}
        </p>
      )}
      {leaks.list.length === 0 && (
        <p class="mt-3">Nothing is on the list. Mark a question in the schedule above, or add some here.</p>
      )}
      <ul class="mt-3 grid">
        {leaks.list.map((mark) => (
          <li key={mark.id} class="flex items-start gap-3 border-t border-rule py-2">
            <button
              type="button"
              class="small-button shrink-0"
              aria-label={`Take off the list: ${nameOf(mark.id)}`}
              onClick={() => {
                leaks.unmark([mark.id]);
                setSaid('');
                setRemoved(mark);
              }}
            >
              Take off
            </button>
            <div>
              {byId.has(mark.id) ? <a href={byId.get(mark.id)?.url}>{nameOf(mark.id)}</a> : mark.id}
              <span class="meta block">
                {mark.since ? `since ${mark.since}` : 'since an unknown day'}
                {!byId.has(mark.id) && ' · not in the bank'}
              </span>
            </div>
          </li>
        ))}
      </ul>
      <div role="status" class="mt-2 min-h-6">
        {said}
        {removed && (
          <p>
            Taken off: {nameOf(removed.id)}{' '}
            <button
              ref={putBack}
              type="button"
              class="button"
              onClick={() => {
                leaks.mark([removed]);
                say(`Back on the list: ${nameOf(removed.id)}`);
                field.current?.focus();
              }}
            >
              Put back
            </button>
          </p>
        )}
      </div>
      <form
        class="mt-2"
        onSubmit={(event) => {
          event.preventDefault();
          addText();
        }}
      >
        <label class="block text-sm">
          <span class="block text-soft">Ids or addresses of questions, such as orm/lost-update, one a line</span>
          <textarea
            ref={field}
            class="field"
            rows={3}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div class="mt-2 flex flex-wrap gap-3">
          <button type="submit" class="button">
            Add to the list
          </button>
          <button
            type="button"
            class="button"
            disabled={leaks.list.length === 0}
            onClick={() => saveFile('leaked-questions.json', 'application/json', toLeakedFile(leaks.list))}
          >
            Save the list as file
          </button>
          <label class="button">
            Add from a file
            <input
              type="file"
              accept=".json,application/json"
              class="sr-only"
              onChange={(event) => {
                const [file] = event.currentTarget.files ?? [];
                if (file) void openFile(file);
                event.currentTarget.value = '';
              }}
            />
          </label>
        </div>
      </form>
    </section>
  );
}
