import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS, type Level, SCORES } from '../../bank/vocabulary.ts';
import type { Rating } from '../../rubric/result.ts';
import type { ScoredKit } from '../../scorecard/schema.ts';
import { inlineText } from '../inline-text.ts';
import { Exhibit, Hints, Html, Probes, RedFlags } from '../question-card/CardParts.tsx';
import { anchorOf, type Card } from '../question-card/use-cards.ts';
import { Notes } from '../scoring/Notes.tsx';
import { ScoreChoice, scoreChoices } from '../scoring/ScoreChoice.tsx';

interface Props {
  question: ScoredKit['questions'][number];
  number: number;
  count: number;
  level: Level;
  /** Undefined while it is loaded, or if it could not be. */
  card: Card | undefined;
  scale: Rubric['scale'];
  rating: Rating | undefined;
  onRate: (rating: Partial<Rating>) => void;
}

/** One question: what to say and probe, room for notes, and then the score with its anchors. */
export function QuestionPart({ question, number, count, level, card, scale, rating, onRate }: Props) {
  const missing = typeof rating?.score === 'number' && rating.evidence.trim() === '';
  const id = question.id.replace('/', '-');
  const anchors = Object.fromEntries(
    SCORES.map((score) => [score, card ? <Html text={anchorOf(card, level, score)} /> : '']),
  ) as Record<(typeof SCORES)[number], preact.ComponentChildren>;
  return (
    <section class="kit-card" aria-labelledby={id}>
      <p class="meta">
        Question {number} of {count} · {question.minutes} minutes · {LABELS[question.competency]}
      </p>
      <h3 id={id}>{card ? <Html text={card.title} /> : inlineText(question.title)}</h3>
      {card && (
        <>
          <Exhibit card={card} />
          <p class="mt-3 text-soft">
            {!card.hints && <strong>Listens for. </strong>}
            <Html text={card.tests} />{' '}
            <a class="screen-only" href={card.hints ? card.url : `${card.url}#${level}`} target="_blank">
              {card.hints ? 'The brief (new tab)' : 'A strong answer at this level (new tab)'}
            </a>
          </p>
          <Hints card={card} />
          <h4 class="mt-3">{card.hints ? 'Afterwards, ask' : 'Probes'}</h4>
          <Probes card={card} />
          {card.redFlags.length > 0 && (
            <details class="mt-3">
              <summary class="font-semibold">Red flags</summary>
              <RedFlags card={card} />
            </details>
          )}
        </>
      )}
      <Notes
        id={`${id}-notes`}
        label="Notes"
        hint="what was said or done, before the score"
        text={rating?.evidence ?? ''}
        missing={missing ? 'A score without a note does not count. Write down what you heard.' : undefined}
        onInput={(evidence) => onRate({ evidence })}
      />
      <h4 class="mt-3">Score</h4>
      <ScoreChoice
        name={id}
        legend={`Score for question ${number}`}
        choices={scoreChoices(scale, anchors)}
        chosen={rating?.score}
        onChoose={(score) => onRate({ score })}
      />
    </section>
  );
}
