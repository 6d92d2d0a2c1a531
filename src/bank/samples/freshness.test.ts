import { describe, expect, it } from 'vitest';

import { formatProblem } from '../check/problem.ts';
import { checkSamples, type SampleUse } from './freshness.ts';
import { digest, type SampleFolder } from './read.ts';

const MODULE = 'orm/test_related_objects.py';
const CODE = 'def test_n_plus_one(orders, show):\n    with show("naive"):\n        pass\n';
const LOCK = digest('django==5.2.19\n');

const record = {
  sample: 'orm/n-plus-one',
  module: MODULE,
  moduleDigest: digest(CODE),
  lockDigest: LOCK,
  versions: { Django: '5.2.19' },
  blocks: [
    { name: 'naive', language: 'python', code: 'pass' },
    { name: 'joined', language: 'python', code: 'pass' },
  ],
};
const run = {
  date: '2026-11-21',
  versions: { Python: '3.11' },
  shared: { 'requirements.txt': LOCK, 'shop/urls.py': LOCK },
};
const use: SampleUse = { file: 'content/topics/orm.mdx', line: 7, name: 'orm/n-plus-one', blocks: ['naive'] };

/** A sound folder with one sample, with some of its parts replaced. */
function folder(changes: Partial<SampleFolder> = {}): SampleFolder {
  return {
    records: new Map([['orm/n-plus-one.json', JSON.stringify(record)]]),
    modules: new Map([[MODULE, CODE]]),
    shared: new Map(Object.entries(run.shared)),
    run: JSON.stringify(run),
    ...changes,
  };
}

const withRecord = (fields: object) =>
  folder({ records: new Map([['orm/n-plus-one.json', JSON.stringify({ ...record, ...fields })]]) });
const report = (samples: SampleFolder, uses: SampleUse[] = [use]) => checkSamples(samples, uses).map(formatProblem);

describe('records', () => {
  it('lets a record pass that is as its sample would make it now', () => {
    expect(report(folder())).toEqual([]);
  });

  it('names a sample that changed since', () => {
    expect(report(folder({ modules: new Map([[MODULE, `${CODE}# more\n`]]) }))).toEqual([
      `content/samples/orm/n-plus-one.json:1 moduleDigest: found a record made before ${MODULE} changed, ` +
        `allowed: one made now: npm run samples -- ${MODULE}`,
    ]);
  });

  it('takes the line ends of another system for no change', () => {
    expect(report(folder({ modules: new Map([[MODULE, CODE.replaceAll('\n', '\r\n')]]) }))).toEqual([]);
  });

  it('names a record made with another lock file', () => {
    expect(report(withRecord({ lockDigest: digest('django==5.2.18\n') }))).toEqual([
      'content/samples/orm/n-plus-one.json:1 lockDigest: found a record made with another requirements.txt, ' +
        'allowed: a whole run: npm run samples',
    ]);
  });

  it('names a sample without a record, with its line', () => {
    const modules = new Map([[MODULE, `${CODE}\n\nasync def test_other_one(show):\n    pass\n`]]);
    const records = new Map([
      ['orm/n-plus-one.json', JSON.stringify({ ...record, moduleDigest: digest(modules.get(MODULE) ?? '') })],
    ]);
    expect(report(folder({ modules, records }))).toEqual([
      `content/samples/${MODULE}:6 orm/other-one: found no record, allowed: one made now: npm run samples -- orm/other-one`,
    ]);
  });

  it('names a record whose sample is gone', () => {
    expect(report(folder({ modules: new Map([[MODULE, CODE.replace('n_plus_one', 'renamed')]]) }))).toEqual([
      `content/samples/orm/n-plus-one.json:1 sample: found a record of orm/n-plus-one, allowed: a sample of that name in ${MODULE}`,
      `content/samples/${MODULE}:1 orm/renamed: found no record, allowed: one made now: npm run samples -- orm/renamed`,
    ]);
  });

  it('names a record that is not one, and the field', () => {
    expect(report(withRecord({ blocks: [{ name: 'naive', language: 'cobol', code: 'x' }] }))[0]).toMatch(
      /^content\/samples\/orm\/n-plus-one\.json:1 blocks\[0\]\.language: found Invalid option: .* as “npm run samples -- orm\/n-plus-one” writes it$/,
    );
    expect(report(folder({ records: new Map([['orm/n-plus-one.json', '{']]) }))[0]).toMatch(
      /^content\/samples\/orm\/n-plus-one\.json:1 \(whole file\): found /,
    );
  });
});

describe('uses', () => {
  it('names a sample that no page shows', () => {
    expect(report(folder(), [])).toEqual([
      'content/samples/orm/n-plus-one.json:1 sample: found no page that shows it, ' +
        'allowed: <Sample name="orm/n-plus-one" …> on a page',
    ]);
  });

  it('names a page that shows an unknown sample, and the samples there are', () => {
    expect(report(folder(), [use, { ...use, name: 'orm/n-plus-two' }])).toEqual([
      'content/topics/orm.mdx:7 <Sample> name: found "orm/n-plus-two", allowed: orm/n-plus-one',
    ]);
  });

  it('names a page that shows an unknown block, and the blocks there are', () => {
    expect(report(folder(), [{ ...use, blocks: ['naive', 'nested'] }])).toEqual([
      'content/topics/orm.mdx:7 <Sample> block: found "nested", allowed: naive, joined',
    ]);
  });
});

describe('the last whole run', () => {
  it('names a shared file that changed, came or went since', () => {
    const shared = new Map([
      ['requirements.txt', LOCK],
      ['conftest.py', LOCK],
    ]);
    expect(report(folder({ shared }))).toEqual([
      'content/samples/shop/urls.py:1 (whole file): found gone since the last whole run, allowed: a whole run: npm run samples',
      'content/samples/conftest.py:1 (whole file): found new since the last whole run, allowed: a whole run: npm run samples',
    ]);
    shared.set('shop/urls.py', digest('other')).delete('conftest.py');
    expect(report(folder({ shared }))).toEqual([
      'content/samples/shop/urls.py:1 (whole file): found changed since the last whole run, allowed: a whole run: npm run samples',
    ]);
  });

  it('names a run that was not recorded', () => {
    expect(report(folder({ run: undefined }))).toEqual([
      'content/samples/run.json:1 (whole file): found nothing, allowed: a whole run: npm run samples',
    ]);
  });
});
