import { describe, expect, it } from 'vitest';

import { plainText, renderInline } from './inline.ts';

describe('renderInline', () => {
  it('renders code and emphasis without a paragraph around them', () => {
    expect(renderInline('Use `F()`, *not* a loop', '/')).toBe('Use <code>F()</code>, <em>not</em> a loop');
  });

  it('puts the base path before links of the site, and before no others', () => {
    expect(renderInline('[here](/topics/orm/) [there](https://example.org/a/)', '/guide/')).toBe(
      '<a href="/guide/topics/orm/">here</a> <a href="https://example.org/a/">there</a>',
    );
  });

  it('escapes what code shows', () => {
    expect(renderInline('`<script>`', '/')).toBe('<code>&lt;script&gt;</code>');
  });
});

it('plainText drops the marks and keeps the words', () => {
  expect(plainText('Use `F()` as in [the chapter](/topics/orm/)')).toBe('Use F() as in the chapter');
});
