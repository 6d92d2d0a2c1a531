import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { type Listed, withTodaysIds } from '../../kit/catalogue.ts';
import type { Draft } from '../../kit/draft.ts';
import { fromFragment } from '../../kit/link.ts';
import { describeSheet } from '../../rubric/sheet.ts';
import type { Scorecard, ScoredKit } from '../../scorecard/schema.ts';
import { type Authored, scoredKit } from '../../scorecard/scored-kit.ts';
import { newScorecard } from '../../scorecard/scorecard.ts';
import type { Store } from '../../store/store.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import { today } from '../today.ts';

interface Props {
  /** `#kit=<id of a ready-made kit>`, or a whole kit as the builder writes it. */
  fragment: string;
  rubric: Rubric;
  store: Store<Scorecard>;
  base: string;
  /** Called with a new scorecard, and whether this browser could keep it. */
  onStart: (card: Scorecard, kept: boolean) => void;
}

type Found =
  | { readonly kit: ScoredKit; readonly unknown: readonly string[]; readonly leaked: VNode | undefined }
  | { readonly problem: string };
type ReadyMade = Omit<Draft, 'seed'> & Authored & { readonly id: string };

/** A kit that somebody wants to score, before the meeting begins. */
export function StartScorecard({ fragment, rubric, store, base, onStart }: Props) {
  const [found, setFound] = useState<Found>();
  const find = () => {
    setFound(undefined);
    findKit(fragment, rubric, base).then(setFound, () =>
      setFound({ problem: 'The kit could not be loaded. Check the connection, then try again.' }),
    );
  };
  useEffect(find, [fragment]);

  if (!found) return <p role="status">Loading the kit…</p>;
  if ('problem' in found) {
    return (
      <p role="alert" class="mb-6 rounded bg-alert-soft p-3 text-alert">
        {found.problem}{' '}
        <button type="button" class="button" onClick={find}>
          Try again
        </button>
      </p>
    );
  }
  const { kit, unknown, leaked } = found;
  const start = () => {
    const card = newScorecard(kit, { id: crypto.randomUUID(), date: today(), rubricVersion: rubric.version });
    store.put(card.id, card).then(
      () => onStart(card, true),
      () => onStart(card, false),
    );
  };
  return (
    <section class="mb-10 rounded-lg border border-control p-4" aria-labelledby="start">
      <h2 id="start">{kit.title}</h2>
      <p class="meta">
        {describeSheet(rubric, kit)} · {kit.minutes} minutes ·{' '}
        {kit.questions.length === 1 ? 'one question' : `${kit.questions.length} questions`}
      </p>
      {unknown.length > 0 && (
        <p class="mt-2 text-alert">Left out, since the bank does not have them: {unknown.join(', ')}.</p>
      )}
      {leaked}
      <p class="mt-2">
        Each question comes with its probes, anchors and room for notes. What you write is saved in this browser with
        every key, and is sent nowhere.
      </p>
      <button type="button" class="button mt-3" onClick={start}>
        Start a scorecard
      </button>
    </section>
  );
}

/** The kit that a fragment means, complete. */
async function findKit(fragment: string, rubric: Rubric, base: string): Promise<Found> {
  const questions = await loadCatalogue(base);
  const catalogue = new Map(questions.map((question) => [question.id, question]));
  if (fragment.startsWith('#kit=')) {
    const id = fragment.slice('#kit='.length);
    const response = await fetch(`${base}data/kits.json`);
    if (!response.ok) throw new Error(String(response.status));
    const { kits } = (await response.json()) as { kits: ReadyMade[] };
    const ready = kits.find((kit) => kit.id === id);
    if (!ready) return { problem: `There is no kit called “${id.slice(0, 40)}”.` };
    const draft = { ...ready, seed: 'A' };
    return { ...scoredKit(draft, catalogue, ready.title, ready), leaked: await leakedIn(draft, questions, base) };
  }
  const read = fromFragment(fragment);
  if ('problem' in read) return read;
  const { draft } = withTodaysIds(read.draft, questions);
  for (const [noun, list, id] of [
    ['role', rubric.roles, draft.role],
    ['stage', rubric.stages, draft.stage],
  ] as const) {
    if (!list.some((one) => one.id === id)) return { problem: `“${id}” is a ${noun} that the rubric does not have.` };
  }
  const stage = rubric.stages.find(({ id }) => id === draft.stage)?.name ?? draft.stage;
  const title = `${stage}, ${draft.minutes} minutes, form ${draft.seed}`;
  return { ...scoredKit(draft, catalogue, title), leaked: await leakedIn(draft, questions, base) };
}

/** What the person's list of leaked questions says of the kit; nothing where the browser keeps no list. */
async function leakedIn(
  ...kit: [draft: Draft, questions: readonly Listed[], base: string]
): Promise<VNode | undefined> {
  try {
    const { leakedNotice } = await import('../leaked/leaked-notice.tsx');
    return leakedNotice(...kit);
  } catch {
    return undefined;
  }
}
