/** A labelled line to write on, for paper. */
export function WriteIn({ label }: { label: string }) {
  return (
    <p class="flex h-[12mm] items-end border-b border-control text-xs">
      <span class="text-soft">{label}</span>
    </p>
  );
}

/** Room to write on paper: ruled lines 9 mm apart, or what was typed on screen. */
export function WritingSpace({ text, lines }: { text: string; lines: number }) {
  if (text.trim() !== '') return <p class="print-only mt-1 whitespace-pre-wrap">{text}</p>;
  return (
    <div class="print-only" aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} class="h-[9mm] border-b border-control" />
      ))}
    </div>
  );
}
