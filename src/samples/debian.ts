import { spawnSync } from 'node:child_process';

/**
 * Installs Debian packages where this process may: as root, with apt at hand.
 *
 * @returns whether they were installed
 */
export function installDebianPackages(packages: readonly string[]): boolean {
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (!mayInstall) return false;
  console.log(`Missing here: installing the Debian packages ${packages.join(', ')}.`);
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  return (
    spawnSync('apt-get', ['update', '-qq'], options).status === 0 &&
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options).status === 0
  );
}
