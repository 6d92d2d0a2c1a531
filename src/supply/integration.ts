import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { AstroIntegration } from 'astro';

import { LIST, listFolder, shippedPackages } from './shipped.ts';

/** Writes down which packages the bundle for browsers is made of, before the pages that list them are made. */
export function licences(): AstroIntegration {
  return {
    name: 'licences',
    hooks: {
      'astro:config:setup': ({ config, command, updateConfig }) => {
        if (command !== 'build') return;
        const root = fileURLToPath(config.root);
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'licences',
                generateBundle(_, bundle) {
                  if (this.environment.name !== 'client') return;
                  const modules = Object.values(bundle).flatMap((file) => ('moduleIds' in file ? file.moduleIds : []));
                  mkdirSync(join(root, listFolder), { recursive: true });
                  writeFileSync(join(root, LIST), JSON.stringify(shippedPackages(modules, root)));
                },
              },
            ],
          },
        });
      },
    },
  };
}
