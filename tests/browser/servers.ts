/** The two builds, each on a port of its own. */
export const SERVERS = {
  root: { port: 4511, folder: './dist', base: '/', origin: 'http://localhost:4511' },
  underPath: { port: 4512, folder: './dist-guide', base: '/guide/', origin: 'http://localhost:4512' },
} as const;
