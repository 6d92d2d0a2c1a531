import { type RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Keeps the keyboard where it was in a list whose questions are replaced or removed by buttons of their own: when the
 * button that was pressed goes with its question, the same button of the question that took its place gets the focus.
 *
 * @param list holds an element with `data-question` for each question, and in it buttons with `data-action`
 * @returns to be called with the place of the question and the name of the button that was pressed
 */
export function useSteadyFocus(list: RefObject<HTMLElement>): (place: number, action: string) => void {
  const pressed = useRef<{ place: number; action: string }>();
  useEffect(() => {
    if (!pressed.current) return;
    const { place, action } = pressed.current;
    pressed.current = undefined;
    if (document.activeElement !== document.body) return;
    const questions = [...(list.current?.querySelectorAll('[data-question]') ?? [])];
    const next = questions[place] ?? questions.at(-1);
    next?.querySelector<HTMLElement>(`[data-action="${action}"]`)?.focus();
  });
  return (place, action) => (pressed.current = { place, action });
}
