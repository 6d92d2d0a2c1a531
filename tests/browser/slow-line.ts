/** A slow mobile line, as DevTools emulates it: latency in ms, throughput in bytes a second (1.6 and 0.75 Mbit/s). */
export const SLOW_LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

/** How many times slower a phone's processor is taken to be. */
export const SLOW_PROCESSOR = 4;
