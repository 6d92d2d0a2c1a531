import type { Card } from './use-cards.ts';

/** HTML of the open data, which this site wrote at build time. */
export function Html({ text }: { text: string }) {
  return <span dangerouslySetInnerHTML={{ __html: text }} />;
}

/** What the candidate is shown, and what to say with it. */
export function Exhibit({ card }: { card: Card }) {
  return (
    <>
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
    </>
  );
}

/** Help that everybody gets alike; questions have none. */
export function Hints({ card }: { card: Card }) {
  if (!card.hints) return null;
  return (
    <>
      <h4 class="mt-3">Hints</h4>
      <ul class="grid list-disc gap-1 ps-5">
        {card.hints.map(({ when, hint }) => (
          <li key={when}>
            <Html text={when} />
            <span class="meta block">
              <Html text={hint} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Probes({ card }: { card: Card }) {
  return (
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
  );
}

export function RedFlags({ card }: { card: Card }) {
  return (
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
  );
}
