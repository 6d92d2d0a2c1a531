import type { CDPSession } from '@playwright/test';

/** An answer that came whole. */
export interface Received {
  readonly url: string;
  /** As they came over the wire: compressed, with their headers. */
  readonly bytes: number;
  /** Seconds since 1970, by the browser's clock. */
  readonly at: number;
}

/** Notes all answers from here on, but not the icon: when it comes is no page's doing. */
export async function noteReceived(session: CDPSession): Promise<Received[]> {
  await session.send('Network.enable');
  const sent = new Map<string, { url: string; offset: number }>();
  const received: Received[] = [];
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp, wallTime }) => {
    if (!/\/favicon\.\w+$/.test(request.url)) sent.set(requestId, { url: request.url, offset: wallTime - timestamp });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const request = sent.get(requestId);
    if (request) received.push({ url: request.url, bytes: encodedDataLength, at: timestamp + request.offset });
  });
  return received;
}

/** Bytes of all of them. */
export function bytesOf(received: readonly Received[]): number {
  return received.reduce((sum, { bytes }) => sum + bytes, 0);
}
