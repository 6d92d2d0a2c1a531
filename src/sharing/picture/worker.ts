import { parentPort, workerData } from 'node:worker_threads';

import { drawAlbum, placeAlbum } from './album.ts';

/** What the build hands to the thread that draws. */
export interface Assignment {
  /** The project's folder. */
  readonly root: string;
  /** The folder that pictures are kept in. */
  readonly cache: string;
}

/** What the thread says when all pictures are in the built site. */
export interface Done {
  readonly pictures: number;
  readonly drawn: number;
  /** What the drawing took, in milliseconds. */
  readonly took: number;
}

// Draws at once, while the pages are made; the message that the pages are there names their folder.
const { root, cache } = workerData as Assignment;
const started = performance.now();
const album = drawAlbum(root, cache);
const took = performance.now() - started;
parentPort?.once('message', (site: string) => {
  placeAlbum(album, site);
  parentPort?.postMessage({ pictures: album.files.size, drawn: album.drawn, took } satisfies Done);
});
