/** Icons of the installed guide, drawn from `public/favicon.svg`. */
export const ICONS = [
  { name: '192', size: 192, purpose: 'any' },
  { name: '512', size: 512, purpose: 'any' },
  // Systems cut these to a shape of their own: a square without corners, with everything in the middle four fifths.
  { name: 'maskable-512', size: 512, purpose: 'maskable' },
] as const;
