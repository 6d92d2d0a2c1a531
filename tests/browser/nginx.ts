import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { installDebianPackages } from '../../src/samples/debian.ts';

const SHIPPED = resolve('hosting/nginx');
const MODULE = 'ngx_http_brotli_static_module.so';
const PLACES = [process.env['NGINX_PATH'], '/usr/sbin/nginx', '/usr/local/nginx/sbin/nginx', '/opt/homebrew/bin/nginx'];

/** An nginx on this machine. */
export interface Nginx {
  readonly path: string;
  /** Path of the module that serves `.br` files. */
  readonly brotli: string;
}

/** Sites that a test serves, each on a port of its own. */
export interface Sites {
  /** The build for the root of a host. */
  readonly root: string;
  /** The same, by an nginx without the Brotli configuration. */
  readonly plain: string;
  /** The build for `/guide/`, in a folder of that name. */
  readonly underPath: string;
}

function find(): Nginx | undefined {
  const path = PLACES.find((place) => place !== undefined && existsSync(place));
  if (!path) return undefined;
  // It says on stderr how it was built; without a word on modules they are below its prefix.
  const { stderr } = spawnSync(path, ['-V'], { encoding: 'utf8' });
  const prefix = /--prefix=(\S+)/.exec(stderr)?.[1] ?? '/usr/local/nginx';
  const modules = /--modules-path=(\S+)/.exec(stderr)?.[1] ?? join(prefix, 'modules');
  const brotli = join(modules, MODULE);
  return existsSync(brotli) ? { path, brotli } : undefined;
}

/**
 * This machine's nginx with its Brotli module, after installing Debian's packages where they are
 * missing and may be installed.
 *
 * @throws Error with one line that says what to install
 */
export function ensureNginx(): Nginx {
  const found = find();
  if (found) return found;
  const installed = installDebianPackages(['nginx-light', 'libnginx-mod-http-brotli-static']) && find();
  if (installed) return installed;
  throw new Error(
    'The hosting tests need nginx with its Brotli module: ' +
      'run “sudo apt-get install nginx-light libnginx-mod-http-brotli-static”, or set NGINX_PATH.',
  );
}

/**
 * Serves both builds with the configuration that `hosting/nginx/` ships, until `stop` is called.
 *
 * @param maps what stands in for `http.conf`: today's has no renamed question
 */
export async function serveWithNginx(
  folders: Record<'root' | 'underPath', string>,
  maps?: string,
): Promise<{ sites: Sites; stop: () => Promise<void> }> {
  const nginx = ensureNginx();
  const home = mkdtempSync(join(tmpdir(), 'guide-nginx-'));
  mkdirSync(join(home, 'sites'));
  symlinkSync(resolve(folders.underPath), join(home, 'sites/guide'));
  const [root, plain, underPath] = [await freePort(), await freePort(), await freePort()];
  if (maps !== undefined) writeFileSync(join(home, 'http.conf'), maps);
  const server = (port: number, folder: string, base: string, files: readonly string[]) => `
    server {
      listen 127.0.0.1:${port};
      root "${folder}";
      set $guide_base "${base}";
      ${files.map((file) => `include "${SHIPPED}/${file}";`).join('\n      ')}
    }`;
  writeConfiguration(
    home,
    `load_module "${nginx.brotli}";`,
    `include "${maps === undefined ? SHIPPED : home}/http.conf";
    ${server(root, resolve(folders.root), '', ['server.conf', 'brotli.conf'])}
    ${server(plain, resolve(folders.root), '', ['server.conf'])}
    ${server(underPath, join(home, 'sites'), '/guide', ['server.conf', 'brotli.conf'])}`,
  );
  const child = spawn(nginx.path, ['-p', home, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' });
  const stop = async () => {
    await ended(child);
    rmSync(home, { recursive: true });
  };
  const sites = {
    root: `http://localhost:${root}`,
    plain: `http://localhost:${plain}`,
    underPath: `http://localhost:${underPath}`,
  };
  try {
    await answering(`${sites.root}/robots.txt`, child);
  } catch (error) {
    const log = existsSync(join(home, 'error.log')) ? readFileSync(join(home, 'error.log'), 'utf8') : '';
    await stop();
    throw new Error(`nginx did not start: ${log}`, { cause: error });
  }
  return { sites, stop };
}

/**
 * What nginx says to the shipped example, put where its first lines say, on a free port: nothing but
 * that all is well. Without the Brotli module, which the example leaves out.
 */
export async function checkExample(): Promise<string> {
  const { path } = ensureNginx();
  const home = mkdtempSync(join(tmpdir(), 'guide-nginx-'));
  try {
    symlinkSync(SHIPPED, join(home, 'guide'));
    const example = readFileSync(join(SHIPPED, 'guide.conf'), 'utf8');
    // Port 80 is for root, and may be taken.
    writeConfiguration(home, '', example.replaceAll(/^( *listen .*)80;$/gm, `$1${await freePort()};`));
    return spawnSync(path, ['-t', '-p', home, '-c', 'nginx.conf', '-e', 'error.log'], { encoding: 'utf8' }).stderr;
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** A main configuration that keeps all it writes in one folder, and runs as whoever runs the test. */
function writeConfiguration(home: string, main: string, http: string): void {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path "${home}/${name}";`)
    .join('\n  ');
  // Started by root, nginx would hand its work to a user who may not be able to read this folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    join(home, 'nginx.conf'),
    `${main}
${user}
daemon off;
worker_processes 1;
pid "${home}/nginx.pid";
error_log "${home}/error.log";
events {}
http {
  access_log off;
  ${temporary}
  ${http}
}
`,
  );
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? done(address.port) : failed(new Error('no port'))));
    });
  });
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let attempts = 0; attempts < 100 && child.exitCode === null; attempts += 1) {
    if (await fetch(url).catch(() => undefined)) return;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error(`no answer at ${url} from ${dirname(child.spawnfile)}`);
}

/** Tells nginx to stop, and waits until it has. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.on('exit', () => done());
    child.kill('SIGTERM');
  });
}
