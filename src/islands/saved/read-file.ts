import { type Envelope, tooLarge } from '../../store/envelope.ts';

/**
 * Reads a file that a person chose; one that is too large is refused before its bytes are in memory.
 *
 * @param read makes something of its bytes
 */
export async function readFile<Result>(
  file: File,
  envelope: Pick<Envelope, 'largest'>,
  read: (bytes: Uint8Array) => Result,
): Promise<Result | { readonly problem: string }> {
  const problem = tooLarge(file.size, envelope);
  return problem === undefined ? read(new Uint8Array(await file.arrayBuffer())) : { problem };
}
