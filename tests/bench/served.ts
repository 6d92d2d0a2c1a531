import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { type Browser, type CDPSession, chromium } from '@playwright/test';

import { ensureChromium } from '../browser/find-browsers.ts';
import { SERVERS } from '../browser/servers.ts';
import { SLOW_LINE, SLOW_PROCESSOR } from '../browser/slow-line.ts';
import { CHECKOUT } from './build.ts';

/**
 * Serves folders side by side, as a plain host does, and hands over their origins with a browser that has seen nothing.
 * Both end with the work.
 */
export async function withServed<T>(
  folders: readonly string[],
  work: (browser: Browser, origins: readonly string[]) => Promise<T>,
): Promise<T> {
  const ports = folders.map((_, index) => SERVERS.root.port + index);
  const servers = folders.map((folder, index) =>
    spawn(process.execPath, [`${CHECKOUT}/tests/browser/serve.ts`, folder, '/', String(ports[index])], {
      stdio: 'inherit',
    }),
  );
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    // Chromium refuses to run as root inside its sandbox.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const origins = ports.map((port) => `http://localhost:${port}`);
    for (const origin of origins) await untilAnswers(origin);
    return await work(browser, origins);
  } finally {
    await browser.close();
    for (const server of servers) {
      const ended = once(server, 'exit');
      if (server.kill()) await ended;
    }
  }
}

async function untilAnswers(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await fetch(address);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`No server at ${address}`);
}

/** Slows a page's line and processor to those of a phone; latency is added to each request, not to connecting. */
export async function slowDown(session: CDPSession): Promise<void> {
  await session.send('Network.emulateNetworkConditions', SLOW_LINE);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PROCESSOR });
}
