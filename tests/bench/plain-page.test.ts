import { parse } from 'node-html-parser';
import { expect, it } from 'vitest';

import { plainPage } from './plain-page.ts';

const BUILT = `<!DOCTYPE html><html lang="en"><head><title>Joins &amp; rows · Guide</title><link rel="stylesheet" href="/x.css">
<script>theme()</script></head><body class="b"><header>Menu</header><main id="main" class="p-4" tabindex="-1">
<h1 class="big">Joins &amp; rows</h1><script type="application/ld+json">{"a":1}</script>
<level-filter class="block"><fieldset><label><input type="radio">Senior</label></fieldset></level-filter>
<p data-x="1" id="answer">Use <a href="/topics/orm/" class="link">the <span class="k">ORM</span></a>.</p>
<copy-code><pre class="code"><code><span class="k">for</span> row <span class="k">in</span> rows:
    <span class="n">print</span>(row) <span class="o">&lt;</span> 1</code></pre><button type="button" hidden>Copy</button></copy-code>
<span lang="fr">déjà</span><time datetime="2026-01-01" class="t">January</time><p hidden>Not shown</p>
</main><footer>Licence</footer></body></html>`;

it('keeps the words of the content, in elements that mean something', () => {
  const plain = plainPage(BUILT);
  expect(plain).toContain('<title>Joins &amp; rows · Guide</title>');
  expect(plain).toContain('<main>');
  expect(plain).toContain('<h1>Joins &amp; rows</h1>');
  expect(plain).toContain('<p id="answer">Use <a href="/topics/orm/">the ORM</a>.</p>');
  expect(plain).toContain('<pre><code>for row in rows:\n    print(row) &lt; 1</code></pre>');
  expect(plain).toContain('<span lang="fr">déjà</span><time datetime="2026-01-01">January</time>');
});

it('has no styles, scripts, controls or hidden words, and nothing from outside the content', () => {
  const plain = plainPage(BUILT);
  expect(parse(plain).querySelectorAll('script, style, link, button, label, input, level-filter, copy-code')).toEqual(
    [],
  );
  expect(plain).not.toMatch(/ (?:class|style|data-x|tabindex)=|Menu|Licence|Copy|Senior|Not shown/);
});

it('is made from a page with content', () => {
  expect(() => plainPage('<html><body>Nothing</body></html>')).toThrow('no <main>');
});
