import { expect, it } from 'vitest';

import { readContent } from '../../src/bank/check/read.ts';
import { readSamples } from '../../src/bank/samples/read.ts';
import { recordSchema } from '../../src/bank/samples/record.ts';
import { starlightPage } from './starlight-page.ts';

const samples = new Map(
  [...readSamples(process.cwd()).records].map(([path, text]) => [
    path.replace(/\.json$/, ''),
    recordSchema.parse(JSON.parse(text)),
  ]),
);
const questions = readContent(process.cwd()).filter(({ path }) => path.startsWith('content/questions/'));

it(
  'a page for Starlight has the words of the question, its code fenced, and no component left',
  { timeout: 60_000 },
  () => {
    for (const file of questions) {
      const page = starlightPage(file, samples);
      expect(page.path).toMatch(/^src\/content\/docs\/questions\/.+\.md$/);
      expect(page.text).not.toMatch(/<\/?(?:Level|Sample)/);
      expect(page.text.match(/^```/gm)?.length ?? 0).toBeGreaterThanOrEqual(
        2 * (file.text.match(/^<Sample /gm)?.length ?? 0),
      );
      // Code is written out, the evidence is not: like content, not less of it.
      expect(page.text.length).toBeGreaterThan(0.7 * file.text.length);
    }
  },
);
