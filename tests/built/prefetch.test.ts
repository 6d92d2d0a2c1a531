import { describe, expect, it } from 'vitest';

import { prefetchRules, scriptHash } from '../../src/hosting/prefetch-rules.ts';
import { builtPages, BUILDS } from './site.ts';

describe.each(BUILDS)('fetching ahead $name', (build) => {
  const pages = builtPages(build).filter(({ leadsOn }) => !leadsOn);

  it('is told by one script for rules on each page, for this base path, which the policy of the page allows', () => {
    const wrong = pages.filter(({ root }) => {
      const rules = root.querySelectorAll('script[type=speculationrules]').map((node) => node.rawText);
      const policy = root.querySelector('meta[http-equiv=content-security-policy]')?.getAttribute('content') ?? '';
      const scripts = /script-src[^;]*/.exec(policy)?.[0] ?? '';
      return (
        rules.length !== 1 || rules[0] !== prefetchRules(build.base) || !scripts.includes(`'${scriptHash(rules[0])}'`)
      );
    });
    expect(pages.length).toBeGreaterThan(200);
    expect(wrong.map(({ address }) => address)).toEqual([]);
  });
});
