import type { Trouble } from '../../store/trouble.ts';

/** What a browser that does not keep things means for the person at it. */
export const TROUBLE: Record<Trouble, string> = {
  blocked:
    'This browser does not let the page keep anything (private window, or blocked site data). What you enter stays on this page until it is closed: save it as a file.',
  full: 'This browser has no room left for this site. What you enter stays on this page until it is closed: save it as a file, then delete what you no longer need.',
  failed:
    'This browser could not save the last change. What you entered stays on this page until it is closed: save it as a file.',
};
