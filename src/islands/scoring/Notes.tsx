import { LONGEST_TEXT } from '../../rubric/result.ts';
import { WritingSpace } from './WriteIn.tsx';

interface Props {
  id: string;
  label: string;
  hint: string;
  text: string;
  /** What is wrong with leaving it empty; undefined if nothing is. */
  missing: string | undefined;
  onInput: (text: string) => void;
}

/** Room for what was heard: a field on screen, lines or the typed words on paper. */
export function Notes({ id, label, hint, text, missing, onInput }: Props) {
  return (
    <>
      <label for={id} class="mt-2 block text-sm font-semibold">
        {label} <span class="font-normal text-soft">{hint}</span>
      </label>
      <textarea
        id={id}
        class="field screen-only mt-1 field-sizing-content min-h-20"
        maxLength={LONGEST_TEXT}
        value={text}
        aria-describedby={missing ? `${id}-missing` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <WritingSpace text={text} lines={3} />
      {missing && (
        <p id={`${id}-missing`} class="mt-1 text-sm text-alert">
          {missing}
        </p>
      )}
    </>
  );
}
