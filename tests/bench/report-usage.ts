import { writeFileSync } from 'node:fs';

// Loaded into a build (`node --import`): at its end, writes what the process used to the file in BENCH_USAGE.
const file = process.env['BENCH_USAGE'];
if (file) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ peakKb: maxRSS, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
  });
}
