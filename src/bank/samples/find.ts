import type { SampleBlock, SampleRecord } from './record.ts';

/**
 * A block of a sample, with the record that it stands in.
 *
 * @throws Error if there is none; the content check names such a use long before a page asks
 */
export function findBlock(
  samples: ReadonlyMap<string, SampleRecord>,
  sample: string,
  name: string,
): { record: SampleRecord; block: SampleBlock } {
  const record = samples.get(sample);
  const block = record?.blocks.find((one) => one.name === name);
  if (!record || !block) throw new Error(`No sample ${sample} with a block ${name}`);
  return { record, block };
}
