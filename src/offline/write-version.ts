import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { listVersion } from './list-files.ts';
import { extentOf, type Offer, type Version } from './version.ts';

/**
 * Writes the worker of a build, and what announces its size.
 *
 * @param folder the build, with all its other files
 * @param program the bundled worker, or one that was written like this before
 */
export function writeVersionOf(folder: string, program: string): Version {
  const version = listVersion(folder);
  const worker = `self.VERSION=${JSON.stringify(version)};\n${program.replace(/^self\.VERSION=.*\n/, '')}`;
  const { sent, ...extent } = extentOf(version.files);
  const offer: Offer = { id: version.id, ...extent, sent: sent + gzipSync(worker).length };
  writeFileSync(join(folder, 'sw.js'), worker);
  writeFileSync(join(folder, 'offline.json'), JSON.stringify(offer));
  return version;
}
