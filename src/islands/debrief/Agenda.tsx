import { LABELS } from '../../bank/vocabulary.ts';
import type { Panel } from '../../rubric/panel.ts';
import { CONCERN_STEPS, CONCERN_WORDS } from './words.ts';

/** What needs talking about, the most pressing first. */
export function Agenda({ panel: { agenda } }: { panel: Panel }) {
  return (
    <section aria-labelledby="agenda" class="mt-8 print:mt-4">
      <h3 id="agenda">Agenda</h3>
      {agenda.length === 0 ? (
        <p class="mt-2">
          The scores raise nothing to settle: each row has two scores or more, less than two points apart. Read the
          evidence once, then decide.
        </p>
      ) : (
        <ol class="mt-2 grid list-decimal gap-3 ps-5 print:gap-1.5">
          {agenda.map(({ competency, concerns, share }) => (
            <li key={competency}>
              <strong>{LABELS[competency]}</strong> <span class="meta">{Math.round(share * 100)} % of the weight</span>
              <br />
              {concerns.map((concern) => CONCERN_WORDS[concern]).join(' ')}{' '}
              {concerns[0] && <span class="text-soft">{CONCERN_STEPS[concerns[0]]}</span>}{' '}
              <button
                type="button"
                class="small-button screen-only"
                aria-label={`To the evidence on ${LABELS[competency].toLowerCase()}`}
                onClick={() => document.getElementById(`evidence-${competency}`)?.focus()}
              >
                Its evidence
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
