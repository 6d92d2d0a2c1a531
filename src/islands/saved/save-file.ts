/** Hands a text to the person as a file; nothing leaves the browser. */
export function saveFile(name: string, type: 'application/json' | 'text/csv', text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Once the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A part of a file's name from what a person typed: letters, digits and hyphens. */
export function fileWord(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .toLowerCase();
}
