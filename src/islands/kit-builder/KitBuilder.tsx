import { useEffect, useMemo, useState } from 'preact/hooks';

import { examine, type Listed, withTodaysIds } from '../../kit/catalogue.ts';
import { alternatives, compose, SHORTEST } from '../../kit/compose.ts';
import { coverage } from '../../kit/coverage.ts';
import { changeDraft, type Draft, type DraftChange, LONGEST } from '../../kit/draft.ts';
import { fromFile, KIT_FILE, toFile } from '../../kit/file.ts';
import { leakedToday, unleaked, withParallels } from '../../kit/leaked.ts';
import { fromFragment, isKit, toFragment } from '../../kit/link.ts';
import { type Weighing, weightedRows } from '../../rubric/weights.ts';
import type { ScorecardWords } from '../kit-packet/PacketScorecard.tsx';
import { readFile } from '../saved/read-file.ts';
import { WriteIn } from '../scoring/WriteIn.tsx';
import { loadCatalogue } from '../load-catalogue.ts';
import { today, useLeaked } from '../leaked/use-leaked.ts';
import { AddQuestion } from './AddQuestion.tsx';
import { CoverageTable } from './CoverageTable.tsx';
import { inlineText } from '../inline-text.ts';
import { LeakedNotice } from './LeakedNotice.tsx';
import { OnDemand } from './OnDemand.tsx';
import { PartList } from './PartList.tsx';
import { Wishes } from './Wishes.tsx';

interface Props {
  rubric: Weighing & ScorecardWords;
  /** Where the site is served from, with a slash at the end. */
  base: string;
}

type Loading = 'loading' | 'failed' | 'ready';

type Wanted = Pick<Draft, 'level' | 'role' | 'stage' | 'minutes' | 'seed'>;

/** A kit as it was after a change, and the questions that the change put on the list of leaked ones. */
interface Step {
  readonly draft: Draft;
  readonly marked?: readonly string[];
}

const START: Wanted = { level: 'mid', role: 'generalist', stage: 'technical-interview', minutes: 60, seed: 'A' };

/** Composes a kit, lets it be changed, and keeps it in the address. */
export function KitBuilder({ rubric, base }: Props) {
  const [all, setAll] = useState<readonly Listed[]>([]);
  const [loading, setLoading] = useState<Loading>('loading');
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [said, setSaid] = useState('');
  const catalogue = useMemo(() => new Map(all.map((question) => [question.id, question])), [all]);
  const leaks = useLeaked();
  const leaked = useMemo(() => leakedToday(leaks.list, all), [leaks.list, all]);
  const usable = useMemo(() => unleaked(all, leaked), [leaked, all]);
  const draft = steps.at(-1)?.draft;

  const propose = (wish: Wanted, bank = usable): Draft => {
    const minutes = Math.min(LONGEST, Math.max(SHORTEST, wish.minutes));
    const rows = weightedRows(rubric, wish.role, wish.stage);
    const { opening, questions, candidateQuestions, close } = compose(bank, { ...wish, rows, minutes });
    const { level, role, stage, seed } = wish;
    return { level, role, stage, seed, minutes, opening, questions, candidateQuestions, close };
  };
  const load = () => {
    setLoading('loading');
    loadCatalogue(base)
      .then((bank) => {
        setAll(bank);
        setLoading('ready');
        open(bank);
      })
      .catch(() => setLoading('failed'));
  };
  /** What a kit from elsewhere names that this rubric has not; undefined when it has all of it. */
  const strangers = ({ role, stage }: Draft): string | undefined => {
    const known = (list: readonly { id: string }[], id: string) => list.some((one) => one.id === id);
    if (!known(rubric.roles, role)) return `“${role}” is a role that the rubric does not have.`;
    return known(rubric.stages, stage) ? undefined : `“${stage}” is a stage that the rubric does not have.`;
  };
  /** The kit of the address, if it holds one, else a first proposal; after the kits that Undo leads back to. */
  const open = (bank: readonly Listed[], before: readonly Step[] = []) => {
    const proposal = { draft: propose(START, unleaked(bank, leakedToday(leaks.now(), bank))) };
    if (!isKit(location.hash)) {
      setSteps([...before, proposal]);
      return;
    }
    const read = fromFragment(location.hash);
    if ('problem' in read) {
      setSaid(`${read.problem} Here is a new kit instead.`);
      setSteps([...before, proposal]);
      return;
    }
    const strange = strangers(read.draft);
    if (strange) {
      setSaid(`${strange} Here is a new kit instead.`);
      setSteps([...before, proposal]);
      return;
    }
    const { draft: current, renamed } = withTodaysIds(read.draft, bank);
    if (renamed.length > 0) {
      setSaid(`Renamed since the link was made: ${renamed.map(({ from, to }) => `${from} is now ${to}`).join(', ')}.`);
    }
    setSteps([...before, { draft: current }]);
  };

  /** Takes a kit from a file; what was there stays when the file is not one, and behind Undo when it is. */
  const openFile = async (file: File) => {
    const read = await readFile(file, KIT_FILE, fromFile);
    const problem = 'problem' in read ? read.problem : strangers(read.draft);
    if ('problem' in read || problem) {
      setSaid(`${problem ?? ''} Your kit is as it was.`);
      return;
    }
    setSteps([...steps, { draft: withTodaysIds(read.draft, all).draft }]);
    setSaid(`Opened ${file.name}.`);
  };

  useEffect(load, []);
  useEffect(() => {
    // A link that is opened on this page changes the fragment only.
    const follow = () => {
      const other = isKit(location.hash) && draft && location.hash !== `#${toFragment(draft)}`;
      if (other) open(all, steps);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [draft, all, steps]);
  useEffect(() => {
    if (draft) history.replaceState(history.state, '', `${location.pathname}#${toFragment(draft)}`);
  }, [draft]);

  if (loading === 'failed') {
    return (
      <p role="alert">
        The questions could not be loaded. Check the connection, then{' '}
        <button type="button" class="button" onClick={load}>
          try again
        </button>
      </p>
    );
  }
  if (!draft) return <p role="status">Loading the questions…</p>;

  const change = (step: DraftChange, words: string) => {
    const next = changeDraft(draft, step);
    if (next === draft) return;
    setSteps([...steps, { draft: next }]);
    setSaid(words);
  };
  const choose = (wish: Partial<Draft>) =>
    change({ type: 'replace', draft: propose({ ...draft, ...wish }) }, 'A new kit is proposed.');
  const swap = (index: number) => {
    const id = draft.questions[index]?.id ?? '';
    const question = catalogue.get(id);
    const [other] = question ? alternatives(usable, draft, question, draft.level) : [];
    if (!other) {
      setSaid('No other question of this competency is asked at this level.');
      return;
    }
    change({ type: 'swap', index, id: other.id }, `Swapped for: ${inlineText(other.title)}`);
  };
  /** Swaps leaked questions of the kit for parallel ones; those that are new to the list go onto it. */
  const renew = (ids: readonly string[], marked: readonly string[] = []) => {
    leaks.mark(marked.map((id) => ({ id, since: today() })));
    const listed = new Set([...leaked, ...marked]);
    // One at a time the others stay as they are.
    const others = new Set([...listed].filter((id) => !ids.includes(id)));
    const renewed = withParallels(draft, unleaked(all, others), new Set(ids));
    if (renewed.draft !== draft || marked.length > 0) setSteps([...steps, { draft: renewed.draft, marked }]);
    setSaid(
      [
        marked.length > 0 && 'Marked as leaked.',
        renewed.swapped.length > 0 && `Swapped for: ${renewed.swapped.map(({ to }) => nameOf(to)).join(' · ')}`,
        renewed.stuck.length > 0 &&
          `No parallel question is left for: ${renewed.stuck.map(nameOf).join(' · ')} It stays until you swap or remove it.`,
      ]
        .filter(Boolean)
        .join(' '),
    );
  };
  const nameOf = (id: string) => inlineText(catalogue.get(id)?.title ?? id);
  const rows = coverage(draft, weightedRows(rubric, draft.role, draft.stage), (id) => catalogue.get(id)?.competency);
  const { unknown, retired, otherLevel } = examine(draft, catalogue);
  const findings = [
    ...unknown.map((id) => `${id} is not in the bank: it was renamed or never there. Remove it, or add another.`),
    ...retired.map((id) => `${id} was retired: its page says why. Swap it.`),
    ...otherLevel.map((id) => `${id} is not asked at level ${draft.level}.`),
  ];

  return (
    <div>
      <div class="screen-only">
        <Wishes rubric={rubric} draft={draft} choose={choose} />
        <p role="status" class="mt-3 min-h-6">
          {said}
        </p>
        {findings.length > 0 && (
          <ul role="alert" class="mt-2 rounded bg-alert-soft p-3 text-alert">
            {findings.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        <LeakedNotice
          draft={draft}
          leaked={leaked}
          nameOf={nameOf}
          renew={() => renew(draft.questions.filter(({ id }) => leaked.has(id)).map(({ id }) => id))}
        />
        <div class="mt-3 flex flex-wrap gap-3">
          <button
            type="button"
            class="button"
            disabled={steps.length < 2}
            onClick={() => {
              leaks.unmark(steps.at(-1)?.marked ?? []);
              setSteps(steps.slice(0, -1));
              setSaid('Undone.');
            }}
          >
            Undo
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              navigator.clipboard.writeText(location.href).then(
                () => setSaid('The link is copied. It holds the whole kit; nothing was sent anywhere.'),
                () => setSaid('The link could not be copied: take it from the address bar.'),
              );
            }}
          >
            Copy link
          </button>
          <a
            class="button"
            download={`kit-${draft.level}-${draft.stage}-${draft.minutes}.json`}
            href={`data:application/json;charset=utf-8,${encodeURIComponent(toFile(draft))}`}
          >
            Save as file
          </a>
          <label class="button">
            Open a file
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
      </div>
      <div class="builder-plan">
        <div class="print-only mt-4 grid grid-cols-3 gap-6">
          {['Candidate (a code or initials)', 'Interviewer', 'Date and time'].map((label) => (
            <WriteIn key={label} label={label} />
          ))}
        </div>
        <PartList
          draft={draft}
          catalogue={catalogue}
          change={change}
          swap={swap}
          leaked={leaked}
          leak={(id) => renew([id], [id])}
          unleak={(id) => {
            leaks.unmark([id]);
            setSaid(`Taken off your list of leaked questions: ${nameOf(id)}`);
          }}
          sheet={`${base}kits/scorecards/#${toFragment(draft)}`}
        />
        <CoverageTable rows={rows} />
      </div>
      <AddQuestion draft={draft} questions={usable} change={change} />
      <OnDemand
        summary="On paper: the interviewer’s cards, the candidate’s copy"
        load={async () => (await import('./Packet.tsx')).Packet}
        props={{ draft, rubric, rows, base }}
      />
      <OnDemand
        summary={`Your leaked questions${leaks.list.length > 0 ? ` (${leaks.list.length})` : ''}`}
        load={async () => (await import('../leaked/LeakedPanel.tsx')).LeakedPanel}
        props={{ leaks, questions: all }}
      />
      <OnDemand
        summary="Your kits, kept in this browser"
        load={async () => (await import('./SavedKits.tsx')).SavedKits}
        props={{ draft, stage: rubric.stages.find(({ id }) => id === draft.stage)?.name ?? draft.stage }}
      />
    </div>
  );
}
