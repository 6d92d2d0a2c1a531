import { failureWords, sizeWords } from '../../offline/words.ts';
import type { Offline } from './use-offline.ts';

/** The offer, with its size; and why an attempt failed. */
export function NotKept({ offline: { offer, standing, busy, keep, remove, askOffer } }: { offline: Offline }) {
  return (
    <>
      {standing?.failed && (
        <p role="alert" class="mb-4 rounded bg-alert-soft p-3 text-alert">
          The guide could not be kept. {failureWords(standing.failed)}
        </p>
      )}
      {offer === 'unreachable' ? (
        <>
          <p>The host did not say how large the guide is; you may be offline.</p>
          <button type="button" class="button mt-3" onClick={askOffer}>
            Ask again
          </button>
        </>
      ) : (
        <>
          <dl class="facts">
            <div>
              <dt>To be fetched</dt>
              <dd>{offer ? `${sizeWords(offer.sent)}, compressed, once` : '…'}</dd>
            </div>
            <div>
              <dt>Room it takes</dt>
              <dd>{offer ? `${sizeWords(offer.stored)} in this browser` : '…'}</dd>
            </div>
            <div>
              <dt>What it is</dt>
              <dd>{offer ? `${offer.pages} pages, in ${offer.files} files with search and downloads` : '…'}</dd>
            </div>
          </dl>
          <div class="mt-4 flex flex-wrap gap-3">
            <button type="button" class="button" disabled={!offer || busy} onClick={keep}>
              {standing?.failed ? 'Try again' : 'Keep the guide offline'}
            </button>
            {standing?.failed && standing.leftovers && (
              <button type="button" class="button" disabled={busy} onClick={remove}>
                Delete what was fetched
              </button>
            )}
          </div>
        </>
      )}
    </>
  );
}
