import { execFileSync } from 'node:child_process';
import { basename, dirname } from 'node:path';

/**
 * Ends the browser that runs with a profile as a power cut would: it gets no chance to write anything.
 *
 * @param profile path of a folder that no other process was started with
 */
export function killBrowser(profile: string): void {
  // The folder’s own name and its parent's are enough, and hold no characters that `pgrep` reads as a pattern.
  const mark = `${basename(dirname(profile))}/${basename(profile)}`;
  for (const pid of execFileSync('pgrep', ['-f', '--', mark], { encoding: 'utf8' }).split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // Gone with its parent.
    }
  }
}
