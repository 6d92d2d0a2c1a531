import { FileError } from './kept-version.ts';
import type { Failure } from './records.ts';

/**
 * Why a version could not be fetched. A browser gives the same error for a host that is not there and
 * for bytes that are not the expected ones; asking once more tells them apart.
 *
 * @param id the version
 * @param scope the site's base path, absolute
 */
export async function describeFailure(error: unknown, id: string, scope: string): Promise<Failure> {
  if (isFull(error) || (error instanceof FileError && isFull(error.cause))) return { id, reason: 'full' };
  if (!(error instanceof FileError)) return { id, reason: 'unknown' };
  const { address } = error;
  try {
    const again = await fetch(scope + address, { cache: 'no-store' });
    // To its end: a connection may break in the middle.
    await again.arrayBuffer();
    return again.ok ? { id, reason: 'different', address } : { id, reason: 'refused', address, status: again.status };
  } catch {
    return { id, reason: 'unreachable', address };
  }
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError';
