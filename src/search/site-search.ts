import { stepThroughLinks } from '../components/step-through-links.ts';
import { countByFacet, find } from './find.ts';
import { loadSearch, type PagefindApi, type PagefindHit, type SearchResult } from './pagefind-api.ts';
import { normaliseQuery } from './query.ts';

/** Results shown at a time: each is a file of its own. */
const PAGE_SIZE = 8;
/** Of these, fetched before the others, so that the first is soon on a slow line. */
const HEAD_START = 1;
/** Milliseconds without a key before the first search: each key would load an index file of its own. */
const TYPING_PAUSE = 120;
/** Headings shown below a result as further landing points. */
const HEADINGS = 2;

/**
 * A search box with its results. Its HTML is in `SearchBox.astro`; nothing is loaded before the
 * box gets the focus or a query.
 */
class SiteSearch extends HTMLElement {
  #turn = 0;
  #pending: Promise<void> = Promise.resolve();
  #found: readonly PagefindHit[] = [];
  /** Whether something was found yet: the files that most searches need are here then. */
  #warm = false;

  get #base() {
    return this.dataset['base'] ?? '/';
  }
  get #form() {
    return this.#one('form') as HTMLFormElement;
  }
  get #input() {
    return this.#one('input') as HTMLInputElement;
  }
  get #selects() {
    return [...this.querySelectorAll('select')];
  }

  connectedCallback() {
    this.#input.addEventListener('focus', () => void loadSearch(this.#base).catch(() => undefined), { once: true });
    this.#form.addEventListener('input', () => {
      this.#pending = this.#search();
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      // Enter means the first result of what was typed, not of what was shown a moment ago.
      void this.#pending.then(() => this.querySelector<HTMLAnchorElement>('ol a')?.click());
    });
    this.#form.addEventListener('keydown', (event) => {
      const first =
        event.key === 'ArrowDown' && event.target === this.#input && this.querySelector<HTMLElement>('ol a');
      if (first) {
        event.preventDefault();
        first.focus();
      }
    });
    this.#one('[data-more]').addEventListener('click', () => void this.#more());
    stepThroughLinks(this, 'ol a');
    if (this.dataset['addressed'] !== undefined) this.#readAddress();
  }

  #one(selector: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`site-search has no ${selector}`);
    return found;
  }

  #readAddress() {
    const query = new URLSearchParams(location.search);
    this.#input.value = query.get('q') ?? '';
    for (const select of this.#selects) {
      select.value = query.get(select.name.toLowerCase()) ?? '';
      // A value that no option has (an old link, a typo) counts as none.
      if (select.selectedIndex < 0) select.value = '';
    }
    if (this.#input.value || this.#selects.some(({ value }) => value)) this.#pending = this.#search();
  }

  #writeAddress() {
    const query = new URLSearchParams({ q: this.#input.value });
    for (const { name, value } of this.#selects) if (value) query.set(name.toLowerCase(), value);
    history.replaceState(history.state, '', `${location.pathname}?${query.toString()}`);
  }

  async #search() {
    const turn = ++this.#turn;
    if (this.dataset['addressed'] !== undefined) this.#writeAddress();
    const term = normaliseQuery(this.#input.value);
    const filters = Object.fromEntries(
      this.#selects.filter(({ value }) => value).map(({ name, value }) => [name, value]),
    );
    if (!term && Object.keys(filters).length === 0) {
      this.#show('Type to search questions, topics and guides.');
      return;
    }
    try {
      this.#one('[role=status]').textContent = 'Searching…';
      const [api] = await Promise.all([loadSearch(this.#base), this.#warm || pause(TYPING_PAUSE)]);
      // While the search was loading, the reader typed on: only the last word counts.
      if (turn !== this.#turn) return;
      const found = await find(api, term, filters);
      // An answer that comes after a newer question is dropped.
      if (turn !== this.#turn) return;
      this.#found = found;
      this.#warm = true;
      const count = found.length;
      if (count === 0) {
        this.#show(`Nothing found for “${this.#input.value}”.`);
        await this.#offerNearest(api, term, turn);
      } else {
        await this.#append(0, HEAD_START, turn);
        await this.#append(HEAD_START, PAGE_SIZE, turn);
        if (turn !== this.#turn) return;
        this.#one('[role=status]').textContent = `${count} ${count === 1 ? 'result' : 'results'}`;
      }
      await this.#count(api, turn);
    } catch {
      if (turn !== this.#turn) return;
      this.#show('The search index could not be loaded. Check the connection and type again, or browse the topics.');
      this.#offer([{ label: 'All topics', address: this.dataset['topics'] ?? '/' }]);
    }
  }

  /** Says something, and shows no results. */
  #show(status: string) {
    this.#found = [];
    this.#one('[role=status]').textContent = status;
    this.#one('ol').replaceChildren();
    this.#one('[data-more]').hidden = true;
  }

  /** Appends results as they arrive, in order; those of an older query make room for the first. */
  async #append(from: number, to: number, turn: number) {
    const list = this.#one('ol');
    const pending = this.#found.slice(from, to).map((result) => result.data());
    for (const [index, result] of pending.entries()) {
      const item = resultItem(await result);
      if (turn !== this.#turn) return;
      if (from + index === 0) {
        list.replaceChildren();
        this.#one('[data-results]').scrollTop = 0;
      }
      list.append(item);
    }
    this.#one('[data-more]').hidden = this.#found.length <= list.children.length;
  }

  async #more() {
    const shown = this.#one('ol').children.length;
    await this.#append(shown, shown + PAGE_SIZE, this.#turn);
    this.#one('ol').children[shown]?.querySelector('a')?.focus();
  }

  /** With no hit, the topics in which single words of the query do occur. */
  async #offerNearest(api: PagefindApi, term: string, turn: number) {
    await api.filters();
    const found = new Map<string, number>();
    for (const word of term.split(' ').filter(({ length }) => length > 2)) {
      const { filters } = await api.search(word);
      for (const [topic, count] of Object.entries(filters['Topic'] ?? {})) {
        if (count > 0) found.set(topic, (found.get(topic) ?? 0) + count);
      }
    }
    if (turn !== this.#turn) return;
    const options = [...(this.#one('[name=Topic]') as HTMLSelectElement).options];
    const nearest = [...found]
      .sort((a, b) => b[1] - a[1])
      .flatMap(([label]) => ({ label, address: options.find(({ value }) => value === label)?.dataset['path'] ?? '' }))
      .slice(0, 3);
    this.#offer([...nearest, { label: 'All topics', address: this.dataset['topics'] ?? '/' }]);
  }

  #offer(links: readonly { label: string; address: string }[]) {
    const items = links.map(({ label, address }) => {
      const item = document.createElement('li');
      item.append(link(address, label, 'inline-block py-1.5'));
      return item;
    });
    this.#one('ol').replaceChildren(...items);
  }

  /** Shows how many results each facet value would leave; asked for only after the first results. */
  async #count(api: PagefindApi, turn: number) {
    const counts = await countByFacet(api, this.#found);
    if (turn !== this.#turn) return;
    for (const select of this.#selects) {
      for (const option of select.options) {
        if (!option.value) continue;
        const count = counts[select.name]?.[option.value] ?? 0;
        option.textContent = `${option.value} (${count})`;
      }
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function link(address: string, label: string, className: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.textContent = label;
  anchor.className = className;
  return anchor;
}

function resultItem(result: SearchResult): HTMLLIElement {
  const item = document.createElement('li');
  item.className = 'border-rule border-t py-3';
  const place = document.createElement('p');
  place.className = 'meta';
  place.textContent = ['section', 'topic', 'levels'].flatMap((field) => result.meta[field] ?? []).join(' · ');
  const excerpt = document.createElement('p');
  excerpt.className = 'text-sm';
  // Pagefind escapes the page's text and adds only <mark>.
  excerpt.innerHTML = result.excerpt;
  item.append(link(result.url, result.meta['title'] ?? result.url, 'block py-0.5 font-medium'), place, excerpt);
  const headings = result.sub_results.filter(({ url }) => url !== result.url).slice(0, HEADINGS);
  if (headings.length > 0) {
    const list = document.createElement('p');
    list.className = 'meta flex flex-wrap gap-x-4';
    list.append(...headings.map(({ url, title }) => link(url, title, 'inline-block py-1')));
    item.append(list);
  }
  return item;
}

customElements.define('site-search', SiteSearch);
