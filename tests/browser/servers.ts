/** First of the ports that tests serve on; another one lets two checkouts test side by side. */
const FIRST = Number(process.env['TEST_PORT'] ?? 4511);

/** The two builds, each on a port of its own. */
export const SERVERS = {
  root: { port: FIRST, folder: './dist', base: '/', origin: `http://localhost:${FIRST}` },
  underPath: { port: FIRST + 1, folder: './dist-guide', base: '/guide/', origin: `http://localhost:${FIRST + 1}` },
} as const;
