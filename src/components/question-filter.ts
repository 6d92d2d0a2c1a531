import { cataloguePath, pageSteps } from '../bank/catalogue-pages.ts';
import { type Facets, matching, placeOf } from '../bank/facets.ts';
import { type Filter, readFilter, writeFilter } from '../bank/filter.ts';
import { stepThroughLinks } from './step-through-links.ts';

/**
 * Filters the whole catalogue, of which a page holds only a part, and keeps the filter in the address. Which questions
 * pass is decided by their facets; their items are taken from the catalogue's pages, so that they look the same.
 * Nothing is loaded before a filter is used. Its HTML is in `QuestionFilter.astro`.
 */
class QuestionFilter extends HTMLElement {
  #turn = 0;
  #facets: Promise<Facets> | undefined;
  readonly #pages = new Map<number, Promise<Document>>();
  /** The list and the page links as the page came. */
  #own: { list: readonly Node[]; links: readonly (readonly [string, string | null])[]; place: string } | undefined;

  connectedCallback() {
    this.#form.hidden = false;
    this.#own = {
      list: [...this.#list.childNodes],
      links: this.#links.map((link) => [link.dataset['step'], link.getAttribute('href')]),
      place: this.#one('[data-place]').textContent,
    };
    this.#form.addEventListener('change', () => {
      history.replaceState(history.state, '', this.#address(this.#chosen(), 1));
      void this.#apply();
    });
    this.#form.addEventListener('reset', () => {
      history.replaceState(history.state, '', this.#address({}, 1));
      this.#read();
      this.#form.querySelector('select')?.focus();
    });
    this.#nav.addEventListener('click', (event) => this.#turnPage(event));
    addEventListener('popstate', () => this.#read());
    stepThroughLinks(this, 'li > a');
    this.#read();
  }

  get #form() {
    return this.#one('form') as HTMLFormElement;
  }
  get #list() {
    return this.#one('[data-list]');
  }
  get #nav() {
    return this.#one('nav');
  }
  get #links() {
    return [...this.#nav.querySelectorAll('a')];
  }

  #one(selector: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`question-filter has no ${selector}`);
    return found;
  }

  #say(status: string) {
    this.#one('[role=status]').textContent = status;
  }

  #chosen(): Filter {
    return Object.fromEntries([...this.#form.querySelectorAll('select')].map(({ name, value }) => [name, value]));
  }

  /** A filtered list is the whole catalogue's, whichever page it was asked for on. */
  #address(filter: Filter, page: number): string {
    const active = Object.values(filter).some(Boolean);
    const pathname = active ? (this.dataset['catalogue'] ?? '/') : ownPath;
    const address = new URL(writeFilter(filter, { pathname, search: location.search, hash: '' }), location.href);
    if (page > 1) address.searchParams.set('page', String(page));
    else address.searchParams.delete('page');
    return address.pathname + address.search;
  }

  /** Takes the filter from the address. */
  #read() {
    const filter = readFilter(location.search);
    for (const select of this.#form.querySelectorAll('select')) {
      const value = filter[select.name] ?? '';
      // A value that no option has (an old link, a typo) counts as no filter.
      select.value = [...select.options].some((option) => option.value === value) ? value : '';
    }
    void this.#apply();
  }

  async #apply() {
    const turn = ++this.#turn;
    const filter = this.#chosen();
    const active = Object.values(filter).some(Boolean);
    this.#one('[type=reset]').hidden = !active;
    if (!active) {
      this.#showOwn();
      return;
    }
    try {
      this.#say('Filtering…');
      const facets = await this.#loadFacets();
      const found = matching(facets, filter);
      const pages = Math.max(1, Math.ceil(found.length / facets.perPage));
      const wanted = Number(new URLSearchParams(location.search).get('page'));
      const page = Math.min(Math.max(1, Number.isInteger(wanted) ? wanted : 1), pages);
      const shown = found.slice((page - 1) * facets.perPage, page * facets.perPage);
      const sections = await this.#sectionsOf(facets, shown);
      // An answer that comes after a newer question is dropped.
      if (turn !== this.#turn) return;
      this.#list.replaceChildren(...sections);
      this.#one('.empty').hidden = found.length > 0;
      this.#showPlace(filter, page, pages);
      this.#say(`${found.length} of ${facets.total} questions`);
    } catch {
      if (turn !== this.#turn) return;
      this.#showOwn();
      this.#say('The questions could not be loaded. Check the connection and choose again.');
    }
  }

  #showOwn() {
    const own = this.#own;
    if (!own) return;
    this.#list.replaceChildren(...own.list);
    this.#one('.empty').hidden = true;
    this.#nav.hidden = own.links.every(([, address]) => address === null);
    this.#one('[data-place]').textContent = own.place;
    for (const link of this.#links)
      setLink(link, own.links.find(([step]) => step === link.dataset['step'])?.[1] ?? null);
    this.#say(`${this.dataset['total'] ?? ''} questions`);
  }

  #showPlace(filter: Filter, page: number, pages: number) {
    const steps = new Map(pageSteps(page, pages).map(({ rel, to }) => [rel as string, to]));
    this.#nav.hidden = pages === 1;
    this.#one('[data-place]').textContent = `Page ${page} of ${pages}`;
    for (const link of this.#links) {
      const to = steps.get(link.dataset['step'] ?? '');
      setLink(link, to === undefined ? null : this.#address(filter, to));
    }
  }

  /** A page of the filtered list is shown in place; the address is one to go back from. */
  #turnPage(event: MouseEvent) {
    const link = (event.target as HTMLElement).closest('a');
    const filtered = Object.values(this.#chosen()).some(Boolean);
    // A new tab stays a new tab.
    if (!link || !filtered || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    void this.#apply().then(() => {
      this.#list.querySelector<HTMLElement>('li > a')?.focus({ preventScroll: true });
      this.scrollIntoView();
    });
  }

  #loadFacets(): Promise<Facets> {
    this.#facets ??= fetchSound(`${this.dataset['base'] ?? '/'}data/facets.json`)
      .then((response) => response.json() as Promise<Facets>)
      .catch((error: unknown) => {
        // It may be tried again, once the reader is back on line.
        this.#facets = undefined;
        throw error;
      });
    return this.#facets;
  }

  #loadPage(number: number): Promise<Document> {
    let page = this.#pages.get(number);
    if (!page) {
      page = fetchSound((this.dataset['base'] ?? '/') + cataloguePath(number).slice(1))
        .then((response) => response.text())
        .then((text) => new DOMParser().parseFromString(text, 'text/html'));
      this.#pages.set(number, page);
      page.catch(() => this.#pages.delete(number));
    }
    return page;
  }

  /** The items at these positions, under the headings of their topics. */
  async #sectionsOf(facets: Facets, positions: readonly number[]): Promise<HTMLElement[]> {
    const places = positions.map((position) => placeOf(facets, position));
    const pages = new Map(
      await Promise.all(
        [...new Set(places.map(({ page }) => page))].map(
          async (page) => [page, [...(await this.#loadPage(page)).querySelectorAll('question-filter li')]] as const,
        ),
      ),
    );
    const sections = new Map<string, HTMLElement>();
    for (const { page, place } of places) {
      const item = pages.get(page)?.[place];
      const section = item?.closest('section');
      if (!item || !section) throw new Error(`page ${page} has no item ${place}`);
      const topic = section.getAttribute('aria-labelledby') ?? '';
      let copy = sections.get(topic);
      if (!copy) {
        copy = document.importNode(section, true);
        copy.querySelector('ul')?.replaceChildren();
        sections.set(topic, copy);
      }
      copy.querySelector('ul')?.append(document.importNode(item, true));
    }
    return [...sections.values()];
  }
}

/** The address that this page was loaded from; a filter may change what the browser shows. */
const ownPath = location.pathname;

async function fetchSound(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return response;
}

function setLink(link: HTMLAnchorElement, address: string | null): void {
  link.hidden = address === null;
  if (address === null) link.removeAttribute('href');
  else link.setAttribute('href', address);
}

customElements.define('question-filter', QuestionFilter);
