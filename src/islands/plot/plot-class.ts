/** Class of every drawing; fixed, so that the style that comes with it can be let in by its hash. */
export const PLOT_CLASS = 'drawing';
