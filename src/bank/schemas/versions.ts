import { z } from 'astro/zod';

import { distinct, text } from './fields.ts';

const address = z.string().regex(/^https:\/\/\S+\/$/, { message: 'an https address that ends in a slash' });

/** Software that answers speak of, and the versions that they hold for. */
export const productSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'lower-case letters, digits and single hyphens' }),
    /** Its name, as sentences use it. */
    name: text,
    /** Numbers of the versions that answers hold for, oldest first, all with as many dots. */
    versions: distinct(z.string().regex(/^\d+(\.\d+)*$/, { message: 'a version, such as "5.2", in quotes' })).min(1),
    /** What a reader should know of these versions: a clause without a full stop. */
    note: text.optional(),
    /** Address of its documentation, with `<version>` where the version stands; only if it has one for each version. */
    documentation: address.includes('<version>', { message: 'an address with <version> in it' }).optional(),
    /** Addresses that begin so must name a version; without it, what `documentation` has before `<version>`. */
    below: address.optional(),
    /** Beginnings of addresses below it that have no version. */
    unversioned: distinct(address).default([]),
  })
  .superRefine(({ versions }, context) => {
    const shape = (version: string | undefined) => version?.split('.').length;
    versions.forEach((version, index) => {
      const before = versions[index - 1];
      if (before === undefined) return;
      if (shape(before) !== shape(version) || compareVersions(before, version) > 0) {
        context.addIssue({
          code: 'custom',
          path: ['versions', index],
          message: `a version newer than ${before}, with as many dots`,
        });
      }
    });
  });

/** `content/versions.yaml`. */
export const versionsSchema = z.array(productSchema).min(1);

export type Product = z.infer<typeof productSchema>;

/** Which of two versions is newer, number by number: below 0 if the second is, as `sort` wants it. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let place = 0; place < Math.max(left?.length ?? 0, right?.length ?? 0); place += 1) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
