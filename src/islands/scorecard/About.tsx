import type { Scorecard } from '../../scorecard/schema.ts';

interface Props {
  card: Scorecard;
  onChange: (field: 'candidate' | 'interviewer' | 'date', value: string) => void;
}

/** Whose scorecard it is; never more than a code or initials. */
export function About({ card, onChange }: Props) {
  const fields = [
    { field: 'candidate', label: 'Candidate (a code or initials)', type: 'text' },
    { field: 'interviewer', label: 'Interviewer (initials)', type: 'text' },
    { field: 'date', label: 'Date', type: 'date' },
  ] as const;
  return (
    <fieldset class="mt-5">
      <legend class="sr-only">About this meeting</legend>
      <div class="grid gap-3 sm:grid-cols-3 print:grid-cols-3">
        {fields.map(({ field, label, type }) => (
          <label key={field} class="text-sm">
            <span class="block text-soft">{label}</span>
            <input
              class="field screen-only"
              type={type}
              maxLength={40}
              autocomplete="off"
              value={card[field]}
              onInput={(event) => onChange(field, event.currentTarget.value)}
            />
            <span class="print-only block min-h-[7mm] border-b border-control">{card[field]}</span>
          </label>
        ))}
      </div>
      <p class="meta screen-only mt-2">
        No name, age, origin, photo or anything else personal: none of it is needed to judge an answer, and what is not
        written down cannot be held against anyone.
      </p>
    </fieldset>
  );
}
