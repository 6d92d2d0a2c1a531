import { showReady } from './keeper.ts';
import { readRecord } from './records.ts';

// On pages that a kept version answers, and only there: says that a newer one is ready, and loads the
// page again once the reader chose another, in whichever tab. Bundled on its own, as `offline/notice.js`.

const LATER = 'dig-newer-version-later';

async function watch(worker: ServiceWorker): Promise<void> {
  const scope = new URL('./', worker.scriptURL).href;
  const mine = (await readRecord(scope, 'chosen'))?.id;
  let leaving = false;
  const look = async () => {
    const chosen = await readRecord(scope, 'chosen');
    if (leaving) return;
    leaving = mine !== undefined && chosen !== undefined && chosen.id !== mine;
    if (leaving) location.reload();
    else await announce(scope);
  };
  navigator.serviceWorker.addEventListener('message', () => void look());
  navigator.serviceWorker.startMessages();
  // A page that was asleep hears no messages.
  document.addEventListener('visibilitychange', () => void look());
  addEventListener('pageshow', () => void look());
  await look();
}

async function announce(scope: string): Promise<void> {
  const ready = await readRecord(scope, 'ready');
  const shown = document.getElementById('newer-version');
  // The page that all this is about says it in its own words.
  const wanted = ready && ready.id !== sessionStorage.getItem(LATER) && !document.querySelector('[data-offline]');
  const withdraw = () => {
    document.getElementById('newer-version')?.remove();
    document.documentElement.style.scrollPaddingBottom = '';
  };
  if (!wanted) withdraw();
  if (!wanted || shown) return;

  const text = document.createElement('p');
  text.textContent = 'A newer version of the guide is ready. Showing it loads all its open pages again.';
  const show = button('Show it', () => {
    show.disabled = later.disabled = true;
    void showReady(scope).then((worked) => {
      if (!worked) location.assign(`${scope}offline/`);
    });
  });
  const later = button('Later', () => {
    sessionStorage.setItem(LATER, ready.id);
    withdraw();
  });
  const bar = document.createElement('div');
  bar.id = 'newer-version';
  bar.role = 'status';
  bar.className =
    'screen-only bg-accent-soft border-rule sticky bottom-0 z-10 flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-t px-4 py-2 text-sm';
  document.body.append(bar);
  // Filled once it is there: that is what screen readers read out.
  bar.append(text, show, later);
  // What has the focus is never behind it.
  document.documentElement.style.scrollPaddingBottom = `${bar.offsetHeight + 16}px`;
}

function button(label: string, onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button';
  made.textContent = label;
  made.addEventListener('click', onClick);
  return made;
}

const { controller } = navigator.serviceWorker;
if (controller) void watch(controller);
