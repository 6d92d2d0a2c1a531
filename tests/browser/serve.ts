import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

// A static host for tests, as plain as they come: `serve.ts <folder> <base> <port>`. It compresses
// text, answers a missing page with 404.html, and knows nothing of the site. (Two of Astro's own
// preview servers do not run side by side.)
const [folder = 'dist', base = '/', port = '4511'] = process.argv.slice(2);

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = pathname.startsWith(base) ? normalize(decodeURIComponent(pathname.slice(base.length - 1))) : '/404.html';
  const file = path.endsWith('/') ? `${path}index.html` : path;
  const send = (status: number, name: string, body: Buffer) => {
    const type = TYPES[extname(name)];
    const compressed = type !== undefined && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(status, {
      'content-type': type ?? 'application/octet-stream',
      ...(compressed && { 'content-encoding': 'gzip' }),
    });
    response.end(compressed ? gzipSync(body) : body);
  };
  readFile(join(folder, file))
    .then((body) => send(200, file, body))
    .catch(() => readFile(join(folder, '404.html')).then((body) => send(404, '404.html', body)))
    .catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
}).listen(Number(port), 'localhost');
