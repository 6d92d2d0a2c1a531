import { useEffect, useRef, useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { Html } from '../question-card/CardParts.tsx';
import { ScoreChoice, scoreChoices } from '../scoring/ScoreChoice.tsx';
import { Comparison } from './Comparison.tsx';
import { keepScores, readScores, type Scores } from './kept-scores.ts';
import { loadPack, type Pack } from './load-pack.ts';

interface Props {
  base: string;
  scale: Rubric['scale'];
  /** The questions of the pack, with plain titles. */
  questions: readonly { readonly id: string; readonly title: string; readonly answers: number }[];
}

/** Written answers, scored one after the other before the key is shown. */
export function BlindScoring({ base, scale, questions }: Props) {
  // Disabled until it works: what is chosen in the HTML alone would be lost.
  const [ready, setReady] = useState(false);
  const [question, setQuestion] = useState('');
  const [pack, setPack] = useState<Pack>();
  const [failed, setFailed] = useState(false);
  const [scores, setScores] = useState<Scores>({});
  const [place, setPlace] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const turn = useRef(0);

  const open = async (id: string) => {
    const mine = ++turn.current;
    setQuestion(id);
    setPack(undefined);
    setFailed(false);
    if (!id) return;
    try {
      const loaded = await loadPack(base, id);
      // Another question was chosen meanwhile.
      if (mine !== turn.current) return;
      const kept = readScores(id);
      setScores(kept);
      const first = loaded.answers.findIndex((answer) => kept[answer.id] === undefined);
      setPlace(first < 0 ? loaded.answers.length : first);
      setPack(loaded);
    } catch {
      if (mine === turn.current) setFailed(true);
    }
  };
  const go = (next: number) => {
    setPlace(next);
    heading.current?.focus();
  };
  const score = (id: string, value: Scores[string] | undefined) => {
    if (value === undefined) return;
    const next = { ...scores, [id]: value };
    setScores(next);
    keepScores(question, next);
  };
  useEffect(() => setReady(true), []);
  useEffect(() => {
    heading.current?.focus();
  }, [pack]);

  const answer = pack?.answers[place];
  return (
    <div class="screen-only mt-6 rounded border border-rule p-4">
      <label class="block text-sm">
        <span class="block text-soft">Question</span>
        <select
          class="field w-full"
          disabled={!ready}
          value={question}
          onChange={(event) => void open(event.currentTarget.value)}
        >
          <option value="">Choose one of {questions.length}</option>
          {questions.map(({ id, title, answers }) => (
            <option key={id} value={id}>
              {title} ({answers} answers)
            </option>
          ))}
        </select>
      </label>
      {failed && (
        <p role="alert" class="mt-3">
          The answers could not be loaded. Check the connection, and choose the question again.
        </p>
      )}
      {pack && (
        <>
          <p class="mt-4">
            <Html text={pack.title} />
          </p>
          <h3 ref={heading} tabIndex={-1} class="mt-4">
            {answer
              ? `Answer ${answer.id.toUpperCase()}, for ${answer.level.toLowerCase()}: ${place + 1} of ${pack.answers.length}`
              : 'All answers are scored'}
          </h3>
          {answer ? (
            <>
              <blockquote class="mt-2">
                <Html text={answer.answer} />
              </blockquote>
              <ScoreChoice
                name={`answer-${answer.id}`}
                legend={`Score of answer ${answer.id.toUpperCase()}`}
                choices={scoreChoices(scale, {
                  1: <Html text={pack.anchors[1]} />,
                  2: <Html text={pack.anchors[2]} />,
                  3: <Html text={pack.anchors[3]} />,
                  4: <Html text={pack.anchors[4]} />,
                }).filter(({ value }) => value !== 'not-assessed')}
                chosen={scores[answer.id]}
                onChoose={(value) => score(answer.id, value === 'not-assessed' ? undefined : value)}
              />
              <p class="mt-3 flex gap-3">
                <button type="button" class="button" disabled={place === 0} onClick={() => go(place - 1)}>
                  Back
                </button>
                <button
                  type="button"
                  class="button"
                  disabled={scores[answer.id] === undefined}
                  onClick={() => go(place + 1)}
                >
                  {place + 1 < pack.answers.length ? 'Next answer' : 'Compare with the key'}
                </button>
              </p>
            </>
          ) : (
            <>
              <Comparison pack={pack} scores={scores} scale={scale} />
              <p class="mt-4">
                <button
                  type="button"
                  class="button"
                  onClick={() => {
                    setScores({});
                    keepScores(question, {});
                    go(0);
                  }}
                >
                  Score them again
                </button>
              </p>
            </>
          )}
        </>
      )}
    </div>
  );
}
