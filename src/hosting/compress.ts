import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** How hard Brotli tries: 11 takes three times as long as 10 to save 3 %, 5 a twelfth of 10 for 10 % more. */
export type Quality = 5 | 10 | 11;

/** Brotli's output, kept between builds: what did not change costs nothing again. */
export class BrotliCache {
  private readonly folder: string;
  private readonly used = new Set<string>();
  private parts = 0;

  /** @param folder of this cache alone; made when needed */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** The bytes compressed, now or by an earlier build. */
  async compress(bytes: Buffer, quality: Quality): Promise<Buffer> {
    const name = `${createHash('sha256').update(bytes).digest('hex')}-${quality}.br`;
    this.used.add(name);
    const path = join(this.folder, name);
    const kept = await readFile(path).catch(() => undefined);
    if (kept) return kept;
    const compressed = await compressBrotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    await mkdir(this.folder, { recursive: true });
    // An interrupted build must not leave half a file under a name that later builds trust.
    const part = `${path}.${++this.parts}.part`;
    await writeFile(part, compressed);
    await rename(part, path);
    return compressed;
  }

  /** Removes what this build had no use for. */
  async prune(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const stale = names.filter((name) => !this.used.has(name));
    await Promise.all(stale.map((name) => rm(join(this.folder, name))));
  }
}

/** The same bytes on every system: the tenth names it (RFC 1952, section 2.3.1), and 255 is "unknown". */
export async function gzipOf(bytes: Buffer): Promise<Buffer> {
  const zipped = await compressGzip(bytes, { level: 9 });
  zipped[9] = 255;
  return zipped;
}
