/**
 * Lets `j` and `k`, and the arrow keys once a link has the focus, step through a list of links.
 * Keys typed into a field, or together with a modifier, keep their meaning.
 *
 * @param root the element that holds the list
 * @param selector the links, in order; asked anew for each key, since lists are filtered
 */
export function stepThroughLinks(root: HTMLElement, selector: string): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    if (target.closest('input, select, textarea, [contenteditable]')) return;
    const links = [...root.querySelectorAll<HTMLAnchorElement>(selector)];
    const current = links.indexOf(document.activeElement as HTMLAnchorElement);
    const arrow = current >= 0 && { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const step = arrow || { j: 1, k: -1 }[event.key];
    if (!step) return;
    const next = links[current < 0 && step < 0 ? links.length - 1 : current + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
