import { useEffect, useRef } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { schedule } from '../../kit/schedule.ts';
import { describeSheet } from '../../rubric/sheet.ts';
import { toCsv } from '../../scorecard/csv.ts';
import { toFile } from '../../scorecard/file.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import { changeScorecard, copyOf, hasNotes, nameOf, type ScorecardChange } from '../../scorecard/scorecard.ts';
import { standing } from '../../scorecard/standing.ts';
import type { Store } from '../../store/store.ts';
import { useCards } from '../question-card/use-cards.ts';
import { KeepingNotice } from '../saved/KeepingNotice.tsx';
import { fileWord, saveFile } from '../saved/save-file.ts';
import { useKept } from '../saved/use-kept.ts';
import { Call } from '../scoring/Call.tsx';
import { ResultPanel } from '../scoring/ResultPanel.tsx';
import { WriteIn } from '../scoring/WriteIn.tsx';
import { About } from './About.tsx';
import { MeetingClock } from './MeetingClock.tsx';
import { PartNav, type PartStep } from './PartNav.tsx';
import { QuestionPart } from './QuestionPart.tsx';
import { RowScore } from './RowScore.tsx';

interface Props {
  initial: Scorecard;
  /** Revision that was read; undefined for one that the browser could not keep. */
  revision: number | undefined;
  rubric: Rubric;
  store: Store<Scorecard>;
  base: string;
}

const OTHER = {
  opening: { short: 'Opening', name: 'Opening' },
  'candidate-questions': { short: 'Their questions', name: 'The candidate’s questions' },
  close: { short: 'Close', name: 'Close' },
} as const;

/** One scorecard, part by part on the screen and whole on paper. */
export function ScorecardSheet({ initial, revision, rubric, store, base }: Props) {
  const { value: card, keeping, change, takeTheirs } = useKept(store, initial.id, initial, revision);
  const { kit, timer } = card;
  const { cards, failed, retry } = useCards(
    kit.questions.map(({ id }) => id),
    base,
  );
  const act = (step: ScorecardChange) => change((before) => changeScorecard(before, step));
  const { rows, result, withoutNotes } = standing(rubric, card);
  const { slots } = schedule(kit);
  const last = slots.length;
  const open = Math.min(timer.part, last);
  const panel = useRef<HTMLDivElement>(null);
  const name = nameOf(card);
  const about = describeSheet(rubric, kit);

  useEffect(() => {
    document.documentElement.dataset['runningHeader'] = `${kit.title} · scorecard`;
  }, [kit.title]);

  const steps: PartStep[] = [
    ...slots.map(({ part, id }) => {
      if (part !== 'question' || id === undefined) {
        const words = part === 'question' ? OTHER.close : OTHER[part];
        return { ...words, state: '' };
      }
      const number = kit.questions.findIndex((question) => question.id === id) + 1;
      const score = card.answers[id]?.score;
      const state = withoutNotes.includes(id) ? 'scored without notes' : score === undefined ? '' : `scored ${score}`;
      return { short: String(number), name: `Question ${number}`, state };
    }),
    { short: 'Scores', name: 'Scores and call', state: '' },
  ];
  const go = (part: number) => {
    act({ type: 'open-part', part, now: Date.now() });
    panel.current?.focus();
  };
  const shown = (part: number) => (part === open ? '' : 'print-only');
  const copy = () => {
    const id = crypto.randomUUID();
    store.put(id, copyOf(card, id)).then(
      () => {
        takeTheirs();
        location.hash = `#card=${id}`;
      },
      () => undefined,
    );
  };

  return (
    <div>
      <h2 id="scorecard">{name}</h2>
      <p class="meta">
        {about} · {kit.minutes} minutes
      </p>
      {card.rubricVersion !== rubric.version && (
        <p class="mt-2 text-alert">
          Begun with version {card.rubricVersion} of the rubric; its anchors here are those of version {rubric.version}.
          Do not compare it with scorecards of another version.
        </p>
      )}
      <KeepingNotice noun="scorecard" keeping={keeping} onTake={takeTheirs} onCopy={copy} />
      <div class="screen-only mt-3 flex flex-wrap gap-3">
        <button
          type="button"
          class="button"
          onClick={() => saveFile(`scorecard-${fileWord(name)}.json`, 'application/json', toFile([card]))}
        >
          Save as file
        </button>
        <button
          type="button"
          class="button"
          onClick={() => saveFile(`scorecard-${fileWord(name)}.csv`, 'text/csv', toCsv(rubric, [card]))}
        >
          Save as a table (CSV)
        </button>
        <button type="button" class="button" onClick={() => print()}>
          Print
        </button>
        <a class="button" href="#">
          All scorecards
        </a>
      </div>
      <About card={card} onChange={(field, value) => act({ type: 'about', field, value })} />

      <div class="scorecard-bar screen-only">
        <MeetingClock
          timer={timer}
          minutes={kit.minutes}
          partMinutes={slots[open]?.minutes}
          onStart={() => act({ type: 'start-timer', now: Date.now() })}
          onPause={() => act({ type: 'pause-timer', now: Date.now() })}
        />
        <PartNav steps={steps} open={open} onOpen={go} />
      </div>
      {failed.length > 0 && (
        <p role="alert" class="mt-3 text-alert">
          Probes and anchors could not be loaded for: {failed.join(', ')}. Notes and scores work without them.{' '}
          <button type="button" class="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}

      <div ref={panel} tabIndex={-1} role="group" aria-label={steps[open]?.name ?? ''} class="mt-6 outline-none">
        {slots.map(({ part, id, minutes }, place) => {
          const question = kit.questions.find((one) => one.id === id);
          if (question) {
            return (
              <div key={question.id} class={shown(place)}>
                <QuestionPart
                  question={question}
                  number={kit.questions.indexOf(question) + 1}
                  count={kit.questions.length}
                  level={kit.level}
                  card={cards.get(question.id)}
                  scale={rubric.scale}
                  rating={card.answers[question.id]}
                  onRate={(rating) => act({ type: 'answer', id: question.id, rating })}
                />
              </div>
            );
          }
          if (part === 'question') return null;
          const script = part === 'opening' ? kit.opening.script : part === 'close' ? kit.close.script : undefined;
          return (
            <section key={part} class={`keep mt-4 ${shown(place)}`}>
              <p class="meta">{minutes} minutes</p>
              <h3>{OTHER[part].name}</h3>
              {script === undefined ? (
                <p class="mt-1">Answer plainly, and say so where you do not know. What is asked here is not scored.</p>
              ) : (
                <blockquote class="kit-script">{script}</blockquote>
              )}
            </section>
          );
        })}
        <div class={`kit-scorecard ${shown(last)}`}>
          <h3>Scores</h3>
          <p class="meta">
            A row’s score rests on its questions, each counted with its minutes; a half is rounded down. Read the anchor
            of the level before you leave it so. What you set otherwise needs its reason.
          </p>
          {rows.map((row) => (
            <RowScore
              key={row.competency}
              row={row}
              rubric={rubric}
              level={kit.level}
              numberOf={(id) => kit.questions.findIndex((question) => question.id === id) + 1}
              onSet={(rating) => act({ type: 'set-row', competency: row.competency, rating })}
              onFollow={() => act({ type: 'follow-questions', competency: row.competency })}
            />
          ))}
          {withoutNotes.length > 0 && (
            <p class="mt-6 text-alert">
              Scored without notes, and so not counted:{' '}
              {withoutNotes
                .map((id) => `question ${kit.questions.findIndex((question) => question.id === id) + 1}`)
                .join(', ')}
              .
            </p>
          )}
          <ResultPanel rubric={rubric} result={result} empty={!hasNotes(card)} />
          <Call
            rubric={rubric}
            recommendation={card.recommendation}
            rationale={card.rationale}
            onRecommend={(id) => act({ type: 'recommend', id })}
            onExplain={(rationale) => act({ type: 'explain', rationale })}
          />
          <div class="keep print-only mt-8 grid grid-cols-2 gap-6">
            <WriteIn label="Interviewer, signature" />
            <WriteIn label="Date" />
          </div>
        </div>
      </div>
      <div class="screen-only mt-8 flex flex-wrap gap-3">
        <button type="button" class="button" disabled={open === 0} onClick={() => go(open - 1)}>
          Back{open > 0 && `: ${steps[open - 1]?.name ?? ''}`}
        </button>
        <button type="button" class="button" disabled={open === last} onClick={() => go(open + 1)}>
          Next{open < last && `: ${steps[open + 1]?.name ?? ''}`}
        </button>
      </div>
    </div>
  );
}
