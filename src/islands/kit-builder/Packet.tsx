import { useState } from 'preact/hooks';

import { LABELS, type Level, SCORES } from '../../bank/vocabulary.ts';
import type { Draft } from '../../kit/draft.ts';
import type { RowCoverage } from '../../kit/coverage.ts';
import { CLOSING, openingScript } from '../../kit/scripts.ts';
import { PacketScorecard, type ScorecardWords } from '../kit-packet/PacketScorecard.tsx';
import { Exhibit, Hints, Html, Probes, RedFlags } from '../question-card/CardParts.tsx';
import { anchorOf, type Card, useCards } from '../question-card/use-cards.ts';

interface Props {
  draft: Draft;
  rubric: ScorecardWords;
  /** Rows of the scorecard, with the questions that feed them. */
  rows: readonly RowCoverage[];
  /** Where the site is served from, with a slash at the end. */
  base: string;
}

/** What of the interviewer's packet goes to paper; the style sheet reads the boxes. */
const INCLUDE = [
  { id: 'cover', label: 'Schedule' },
  { id: 'cards', label: 'Question cards' },
  { id: 'flags', label: 'Red flags' },
  { id: 'scorecard', label: 'Scorecard and call' },
] as const;

type Copy = 'none' | 'interviewer' | 'candidate';

/** The questions as they go to paper: cards for the interviewer, or prompts for the candidate. */
export function Packet({ draft, rubric, rows, base }: Props) {
  const [copy, setCopy] = useState<Copy>('none');
  const ids = draft.questions.map(({ id }) => id);
  const { cards, failed } = useCards(copy === 'none' ? [] : ids, base);

  const choices = [
    { id: 'none', label: 'Schedule only' },
    { id: 'interviewer', label: 'Interviewer’s cards' },
    { id: 'candidate', label: 'Candidate’s copy' },
  ] as const;
  return (
    <section aria-label="On paper" class="mt-2">
      <fieldset class="screen-only mt-2">
        <legend class="meta">What to show and print below; print with your browser.</legend>
        <div class="mt-1 flex flex-wrap gap-x-5 gap-y-1">
          {choices.map(({ id, label }) => (
            <label key={id} class="inline-flex min-h-7 items-center gap-2">
              <input type="radio" name="copy" value={id} checked={copy === id} onChange={() => setCopy(id)} />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      {copy === 'interviewer' && (
        <fieldset class="screen-only mt-3">
          <legend class="meta">Include on paper:</legend>
          <div class="mt-1 flex flex-wrap gap-x-5 gap-y-1">
            {INCLUDE.map(({ id, label }) => (
              <label key={id} class="inline-flex min-h-7 items-center gap-2">
                <input type="checkbox" id={`include-${id}`} defaultChecked />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {failed.length > 0 && (
        <p role="alert" class="mt-2 text-alert">
          Could not be loaded: {failed.join(', ')}. The schedule above is complete.
        </p>
      )}
      <div class="kit-cards">
        {copy === 'interviewer' && <Script title="Opening" text={openingScript(draft)} />}
        {copy !== 'none' &&
          draft.questions.map(({ id, minutes }, index) => {
            const card = cards.get(id);
            return card ? (
              <QuestionSheet
                key={id}
                card={card}
                number={index + 1}
                minutes={minutes}
                level={draft.level}
                candidate={copy === 'candidate'}
              />
            ) : (
              <p key={id} class="meta mt-4">
                {id}
              </p>
            );
          })}
        {copy === 'interviewer' && <Script title="Close" text={CLOSING} />}
      </div>
      {copy === 'interviewer' && <PacketScorecard rubric={rubric} kit={draft} rows={rows} />}
    </section>
  );
}

function Script({ title, text }: { title: string; text: string }) {
  return (
    <div class="keep mt-8">
      <h3>{title}, to read out</h3>
      <blockquote class="kit-script">{text}</blockquote>
    </div>
  );
}

function QuestionSheet(props: { card: Card; number: number; minutes: number; level: Level; candidate: boolean }) {
  const { card, number, minutes, level, candidate } = props;
  return (
    <article class={candidate ? 'keep mt-8' : 'kit-card'}>
      <p class="meta">
        {card.hints ? 'Exercise' : 'Question'} {number} · {minutes} minutes
        {!candidate && ` · ${LABELS[card.competency]}`}
      </p>
      <h3>
        <Html text={card.title} />
      </h3>
      <Exhibit card={card} />
      {card.brief && (
        <div class="prose brief mt-3">
          <Html text={card.brief} />
        </div>
      )}
      {!candidate && (
        <>
          <p class="mt-3 text-soft">
            {!card.hints && <strong>Listens for. </strong>}
            <Html text={card.tests} />
          </p>
          <Hints card={card} />
          <h4 class="mt-3">{card.hints ? 'Afterwards, ask' : 'Probes'}</h4>
          <Probes card={card} />
          {card.redFlags.length > 0 && (
            <div class="kit-flags">
              <h4 class="mt-3">Red flags</h4>
              <RedFlags card={card} />
            </div>
          )}
          <h4 class="mt-3">Score</h4>
          <dl>
            {SCORES.map((score) => (
              <div key={score} class="keep grid grid-cols-[2.5rem_1fr] gap-3 border-t border-rule py-1.5">
                <dt class="font-semibold">{score}</dt>
                <dd>
                  <Html text={anchorOf(card, level, score)} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <div class="print-only mt-2" aria-hidden="true">
        {Array.from({ length: 3 }, (_, line) => (
          <div key={line} class="h-[9mm] border-b border-control" />
        ))}
      </div>
    </article>
  );
}
