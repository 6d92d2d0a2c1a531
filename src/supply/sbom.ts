import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

// `npm run sbom`: every package of the lock file, in CycloneDX's format, for those who keep an inventory.
const FILE = 'sbom.cdx.json';

const text = execFileSync(
  'npm',
  ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'],
  {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  },
);
const { components } = JSON.parse(text) as { components: unknown[] };
writeFileSync(FILE, text);
console.log(`Wrote ${FILE}: ${components.length} packages.`);
