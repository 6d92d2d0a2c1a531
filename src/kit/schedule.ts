/** What of a kit takes time; a kit of `content/kits/` is one, and so is one that was composed. */
export interface Timed {
  /** Length of the whole meeting. */
  readonly minutes: number;
  readonly opening: { readonly minutes: number };
  readonly questions: readonly { readonly id: string; readonly minutes: number }[];
  readonly candidateQuestions: { readonly minutes: number };
  readonly close: { readonly minutes: number };
}

/** One line of a schedule; times in minutes from the start of the meeting. */
export interface Slot {
  readonly part: 'opening' | 'question' | 'candidate-questions' | 'close';
  /** Id of the question. */
  readonly id?: string;
  readonly start: number;
  readonly minutes: number;
}

export interface Schedule {
  readonly slots: readonly Slot[];
  /** Minutes that the parts take together. */
  readonly total: number;
  /** Minutes beyond the length of the meeting; below 0, what is left. */
  readonly over: number;
}

/** The parts of a kit in order, with the minute at which each begins. */
export function schedule(kit: Timed): Schedule {
  const parts: Omit<Slot, 'start'>[] = [
    { part: 'opening', minutes: kit.opening.minutes },
    ...kit.questions.map(({ id, minutes }) => ({ part: 'question' as const, id, minutes })),
    { part: 'candidate-questions', minutes: kit.candidateQuestions.minutes },
    { part: 'close', minutes: kit.close.minutes },
  ];
  let total = 0;
  const slots = parts.map((part) => {
    const slot = { ...part, start: total };
    total += part.minutes;
    return slot;
  });
  return { slots, total, over: total - kit.minutes };
}
