/** All that is measured. */
import { crest, crestImported, crestNoHistory, crestPlugin, nxPlugin } from './tools/crest.mjs';
import { lage } from './tools/lage.mjs';
import { moon } from './tools/moon.mjs';
import { make, ninja } from './tools/ninja-make.mjs';
import { nx, nxNoHistory } from './tools/nx.mjs';
import { turbo } from './tools/turbo.mjs';
import { wireit } from './tools/wireit.mjs';

/**
 * `{ name, setting, home?, keepsHistory?, historyFrom?, git?, modules?, install(home), files(folder, shape, options),
 * before?(workspace, { home, from }), command(home, { shape, workers }) }`: `home` is the folder of another tool that is installed with it; `install` gives
 * the version, and throws where the tool cannot be had.
 */
export const TOOLS = [crest, nx, crestNoHistory, nxNoHistory, crestImported, turbo, lage, wireit, moon, ninja, make];

/** Those that are compared where everything is in the cache. */
export const CACHED_TOOLS = [crest, nx, crestPlugin, nxPlugin];

/** Installs what can be; the others are named with a reason. */
export function installTools(tools, folder, log) {
  const versions = {};
  const skipped = {};
  for (const tool of tools) {
    try {
      versions[tool.name] = versions[tool.home] ?? tool.install(homeOf(tool, folder));
      log(`${tool.name}: ${versions[tool.name]}`);
    } catch (error) {
      skipped[tool.name] = String(error.stderr || error.message)
        .trim()
        .split('\n')[0];
      log(`${tool.name} is skipped: ${skipped[tool.name]}`);
    }
  }
  return { installed: tools.filter(({ name }) => versions[name]), versions, skipped };
}

export function homeOf(tool, folder) {
  return `${folder}/${tool.home ?? tool.name}`;
}
