import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** What a host does wrong with a request; with nothing it does what it should. */
export type Fault =
  'no answer' | 'die' | 'error 500' | 'missing' | 'cut short' | 'other bytes' | 'cut short, unnoticed' | undefined;

/** A static host in this process, whose site can be exchanged and which fails on demand. */
export class SwitchableHost {
  /** Bytes of bodies sent since it was last set to 0. */
  sent = 0;
  readonly asked: string[] = [];
  /** Decides for each path of the site (`/topics/index.html`) what goes wrong. */
  fault: (path: string) => Fault = () => undefined;
  /** Paths that this host still serves from the build before, as one in mid-deployment does. */
  stale: (path: string) => boolean = () => false;
  #folder: string;
  #before: string;
  readonly #base: string;
  #server: Server | undefined;
  #port = 0;

  constructor(folder: string, base: string) {
    this.#folder = this.#before = folder;
    this.#base = base;
  }
  /** The site's address, with its base path. */
  get site(): string {
    return `http://localhost:${this.#port}${this.#base}`;
  }
  /** The build that is published. */
  get folder(): string {
    return this.#folder;
  }
  async start(): Promise<void> {
    const server = createServer((request, response) => this.#answer(request, response));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, 'localhost', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }
  /** Drops every connection, and takes no more. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
  /** Publishes another build, as a deployment does. */
  publish(folder: string): void {
    this.#before = this.#folder;
    this.#folder = folder;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(this.#base) ? pathname.slice(this.#base.length - 1) : '/404.html';
    const path = inside.endsWith('/') ? `${inside}index.html` : inside;
    this.asked.push(path);
    const fault = this.fault(path);
    if (fault === 'no answer') return;
    if (fault === 'die') {
      void this.stop();
      return;
    }
    const found = fault === 'missing' ? undefined : this.#read(path);
    const status = fault === 'error 500' ? 500 : found ? 200 : 404;
    const content = found ?? this.#read('/404.html') ?? Buffer.from('Not found');
    const bytes = fault === 'other bytes' ? Buffer.concat([content, Buffer.from(' ')]) : content;
    const type = TYPES[extname(found ? path : '.html')];
    const body = type ? gzipSync(bytes) : bytes;
    response.writeHead(status, {
      'content-type': type ?? 'application/octet-stream',
      'cache-control': 'max-age=600',
      vary: 'Accept-Encoding, Accept',
      ...(type && { 'content-encoding': 'gzip' }),
      // Without a length, a browser cannot know that the rest is missing.
      ...(fault !== 'cut short, unnoticed' && { 'content-length': body.length }),
    });
    if (fault === 'cut short') {
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
      return;
    }
    const whole = fault === 'cut short, unnoticed' ? gzipOrPart(bytes, type) : body;
    this.sent += whole.length;
    response.end(whole);
  }
  #read(path: string): Buffer | undefined {
    try {
      return readFileSync(join(this.stale(path) ? this.#before : this.#folder, decodeURIComponent(path)));
    } catch {
      return undefined;
    }
  }
}

/** Half of a file, well formed as an answer. */
function gzipOrPart(bytes: Buffer, type: string | undefined): Buffer {
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  return type ? gzipSync(half) : half;
}
