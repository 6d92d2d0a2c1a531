/** A title as plain text: titles hold Markdown, and of that only `code`. */
export function inlineText(title: string): string {
  return title.replaceAll('`', '');
}
