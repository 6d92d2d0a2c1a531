import { useEffect, useState } from 'preact/hooks';

import { type Competency, LABELS, SCORES } from '../../bank/vocabulary.ts';
import type { Draft } from '../../kit/draft.ts';
import { CLOSING, openingScript } from '../../kit/scripts.ts';

/** One question of the open data; every text is HTML that the site itself rendered. */
interface Card {
  readonly id: string;
  readonly title: string;
  readonly competency: Competency;
  readonly tests: string;
  readonly exhibit?: { readonly say?: string; readonly blocks: readonly { readonly code: string }[] };
  readonly followUps: readonly { readonly ask: string; readonly separates: string }[];
  readonly redFlags: readonly { readonly says: string; readonly why: string; readonly unless?: string }[];
  readonly anchors: Readonly<Record<string, string>>;
}

type Copy = 'none' | 'interviewer' | 'candidate';

/** Cards read so far, so that a swap back needs no second request. */
const read = new Map<string, Card>();

/** The questions as they go to paper: cards for the interviewer, or prompts for the candidate. */
export function Packet({ draft, base }: { draft: Draft; base: string }) {
  const [copy, setCopy] = useState<Copy>('none');
  const [failed, setFailed] = useState<readonly string[]>([]);
  const [, refresh] = useState(0);
  const ids = draft.questions.map(({ id }) => id);
  const wanted = copy === 'none' ? '' : ids.join();

  useEffect(() => {
    if (wanted === '') return;
    setFailed([]);
    for (const id of wanted.split(',').filter((one) => !read.has(one))) {
      fetch(`${base}data/questions/${id}.json`)
        .then(async (response) => {
          if (!response.ok) throw new Error(String(response.status));
          read.set(id, (await response.json()) as Card);
          refresh((count) => count + 1);
        })
        .catch(() => setFailed((list) => [...list, id]));
    }
  }, [wanted]);

  const choices = [
    { id: 'none', label: 'Schedule only' },
    { id: 'interviewer', label: 'Interviewer’s cards' },
    { id: 'candidate', label: 'Candidate’s copy' },
  ] as const;
  return (
    <section aria-labelledby="packet" class="mt-10">
      <h2 id="packet" class="screen-only">
        On paper
      </h2>
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
      {failed.length > 0 && (
        <p role="alert" class="mt-2 text-alert">
          Could not be loaded: {failed.join(', ')}. The schedule above is complete.
        </p>
      )}
      {copy === 'interviewer' && <Script title="Opening" text={openingScript(draft)} />}
      {copy !== 'none' &&
        draft.questions.map(({ id, minutes }, index) => {
          const card = read.get(id);
          return card ? (
            <QuestionSheet key={id} card={card} number={index + 1} minutes={minutes} candidate={copy === 'candidate'} />
          ) : (
            <p key={id} class="meta mt-4">
              {id}
            </p>
          );
        })}
      {copy === 'interviewer' && <Script title="Close" text={CLOSING} />}
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

/** HTML of the open data, which this site wrote at build time. */
function Html({ text }: { text: string }) {
  return <span dangerouslySetInnerHTML={{ __html: text }} />;
}

function QuestionSheet(props: { card: Card; number: number; minutes: number; candidate: boolean }) {
  const { card, number, minutes, candidate } = props;
  return (
    <article class={candidate ? 'keep mt-8' : 'kit-card'}>
      <p class="meta">
        Question {number} · {minutes} minutes{!candidate && ` · ${LABELS[card.competency]}`}
      </p>
      <h3>
        <Html text={card.title} />
      </h3>
      {card.exhibit?.blocks.map(({ code }) => (
        <pre key={code} class="mt-2">
          <code>{code}</code>
        </pre>
      ))}
      {card.exhibit?.say && (
        <p class="mt-2">
          <Html text={card.exhibit.say} />
        </p>
      )}
      {!candidate && (
        <>
          <p class="mt-3 text-soft">
            <strong>Listens for.</strong> <Html text={card.tests} />
          </p>
          <h4 class="mt-3">Probes</h4>
          <ol class="grid list-decimal gap-1 ps-5">
            {card.followUps.map(({ ask, separates }) => (
              <li key={ask}>
                <Html text={ask} />
                <span class="meta block">
                  <Html text={separates} />
                </span>
              </li>
            ))}
          </ol>
          <h4 class="mt-3">Red flags</h4>
          <ul class="grid list-disc gap-1 ps-5">
            {card.redFlags.map(({ says, why, unless }) => (
              <li key={says}>
                “<Html text={says} />”
                <span class="meta block">
                  <Html text={why} /> {unless && <Html text={`Unless: ${unless}`} />}
                </span>
              </li>
            ))}
          </ul>
          <h4 class="mt-3">Score</h4>
          <dl>
            {SCORES.map((score) => (
              <div key={score} class="keep grid grid-cols-[2.5rem_1fr] gap-3 border-t border-rule py-1.5">
                <dt class="font-semibold">{score}</dt>
                <dd>
                  <Html text={card.anchors[score] ?? ''} />
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
