import { fromFragment } from '../../kit/link.ts';
import type { Mark } from '../../store/leaked-list.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import { checkKit } from './check-kit.ts';

/**
 * Writes into the notice of a ready-made kit's page which of its questions are on the person's list.
 *
 * @param notice what is announced; emptied when there is nothing to say
 * @param fragment the kit, as a link holds it
 * @param base where the site is served from, with a slash at the end
 */
export async function showLeaked(notice: HTMLElement, fragment: string, marks: readonly Mark[], base: string) {
  const read = fromFragment(fragment);
  if ('problem' in read) throw new Error(read.problem);
  let found;
  try {
    found = checkKit(read.draft, marks, await loadCatalogue(base), base);
  } catch {
    const asked = read.draft.questions.filter(({ id }) => marks.some((mark) => mark.id === id)).map(({ id }) => id);
    show(notice, asked, 'Parallel questions could not be loaded. Check the connection, then load the page again.');
    return;
  }
  show(notice, found?.leaked ?? [], found?.advice ?? '', found?.builder);
}

function show(notice: HTMLElement, questions: readonly string[], advice: string, builder?: string) {
  if (questions.length === 0) {
    notice.replaceChildren();
    return;
  }
  const box = element('div', 'mt-5 rounded bg-alert-soft p-3 text-alert');
  const list = element('ul', 'list-disc ps-5');
  list.append(...questions.map((question) => element('li', '', question)));
  box.append(element('p', 'font-semibold', 'On your list of leaked questions:'), list, element('p', 'mt-2', advice));
  if (builder !== undefined) {
    const link = element('a', 'button mt-2', 'Open in the builder with parallel questions');
    link.href = builder;
    box.append(link);
  }
  notice.replaceChildren(box);
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, classes: string, text = ''): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  node.className = classes;
  node.textContent = text;
  return node;
}
