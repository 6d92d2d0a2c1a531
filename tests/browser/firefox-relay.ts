import type { AddressInfo } from 'node:net';

import { WebSocket, WebSocketServer } from 'ws';

// Playwright drives a stock Firefox by WebDriver BiDi, and relies on two parts of it that Firefox 153
// ESR lacks. This relay between the two hands everything through and adds these:
// - the command that sets a page's colour scheme, done by the preference that Firefox has for it;
//   https://w3c.github.io/webdriver-bidi/#command-emulation-setMediaFeaturesOverride
// - an id for each download, without which Playwright leaves out those that a script starts;
//   https://w3c.github.io/webdriver-bidi/#event-browsingContext-downloadWillBegin
// It can go when the ESR has both: tests in Firefox that set a colour scheme or save a file pass without it then.

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly features?: Readonly<Record<string, string | null>>;
    readonly url?: string;
  };
  readonly result?: { readonly contexts?: readonly { readonly context: string }[] };
}

const COMMAND = 'emulation.setMediaFeaturesOverride';
const PREFERENCE = 'layout.css.prefers-color-scheme.content-override';
/** What the preference says for a colour scheme; anything else follows the system. */
const SCHEMES: Readonly<Record<string, number>> = { dark: 0, light: 1 };
const SYSTEM = 2;
/** The relay's own commands are numbered from here; Playwright counts from 1. */
const FIRST_OWN = 2 ** 40;

/**
 * Listens for Playwright and hands everything on to Firefox.
 *
 * @param firefox address at which Firefox listens, without a path
 * @returns the relay's own address
 */
export async function relayTo(firefox: string): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 0 });
  server.on('connection', (client, { url }) =>
    connect(client, new WebSocket(`${firefox}${url ?? ''}`, { maxPayload: 0 })),
  );
  await new Promise((resolve) => server.once('listening', resolve));
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function connect(client: WebSocket, browser: WebSocket): void {
  const waiting = new Map<number, (answer: Message) => void>();
  let next = FIRST_OWN;
  const open = new Promise((resolve) => browser.once('open', resolve));
  const ask = (method: string, params: object) =>
    new Promise<Message>((resolve) => {
      next += 1;
      waiting.set(next, resolve);
      browser.send(JSON.stringify({ id: next, method, params }));
    });

  /** Sets the preference from the browser's own window, the only place that may. */
  async function setColorScheme(scheme: string | null | undefined): Promise<Message> {
    const tree = await ask('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
    const value = SCHEMES[scheme ?? ''] ?? SYSTEM;
    return ask('script.evaluate', {
      expression: `Services.prefs.setIntPref('${PREFERENCE}', ${value})`,
      target: { context: tree.result?.contexts?.[0]?.context },
      awaitPromise: false,
    });
  }

  client.on('message', (data: Buffer) => {
    const text = data.toString();
    const message = text.includes(COMMAND) ? (JSON.parse(text) as Message) : undefined;
    void open.then(async () => {
      if (message?.method === COMMAND) {
        const answer = await setColorScheme(message.params?.features?.['prefers-color-scheme']);
        client.send(JSON.stringify({ ...answer, id: message.id }));
      } else browser.send(text);
    });
  });
  browser.on('message', (data: Buffer) => {
    const text = data.toString();
    const message = waiting.size > 0 || text.includes('browsingContext.download') ? (JSON.parse(text) as Message) : {};
    const resolve = waiting.get(message.id ?? 0);
    if (resolve) {
      waiting.delete(message.id ?? 0);
      resolve(message);
    } else if (message.method?.startsWith('browsingContext.download')) {
      // Each has an address of its own: what a script saves is a new blob.
      client.send(JSON.stringify({ ...message, params: { download: message.params?.url, ...message.params } }));
    } else client.send(text);
  });
  client.on('close', () => browser.close());
  browser.on('close', () => client.close());
  browser.on('error', () => client.close());
}
