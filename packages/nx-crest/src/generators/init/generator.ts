import { isDeepStrictEqual } from 'node:util';
import { readNxJson, updateNxJson, type NxJsonConfiguration, type Tree } from '../../nx/devkit.js';
import { PLANNING_GLOB } from '../../plugin/create-nodes.js';
import { findPlanningDocuments, type PlanningDocuments } from './find-planning-documents.js';
import { insertIntoArray } from './insert-into-array.js';

const PLUGIN = 'nx-crest';
const STATE = '.crest';

/**
 * Registers the plugin in `nx.json`, with the planning documents that lie at unusual places, and keeps the state folder
 * out of git. Run again, it changes nothing.
 */
export async function initGenerator(tree: Tree): Promise<void> {
  const found = await findPlanningDocuments(tree.root, PLANNING_GLOB);
  const nxJson = readNxJson(tree) ?? {};
  const registered = (nxJson.plugins ?? []).find((one) => (typeof one === 'string' ? one : one.plugin) === PLUGIN);
  if (!registered) register(tree, nxJson, found.unusual);
  ignoreState(tree);
  process.stdout.write(describe(found, registered).join('\n') + '\n');
}

function register(tree: Tree, nxJson: NxJsonConfiguration, documents: readonly string[]): void {
  const entry = { plugin: PLUGIN, options: documents.length > 0 ? { documents } : {} };
  const wanted = { ...nxJson, plugins: [...(nxJson.plugins ?? []), entry] };
  const edited = insertIntoArray(tree.read('nx.json', 'utf-8') ?? '', 'plugins', entry);
  if (edited !== undefined) {
    tree.write('nx.json', edited);
    if (readsAs(tree, wanted)) return;
  }
  updateNxJson(tree, wanted); // lays the file out anew
}

function readsAs(tree: Tree, wanted: NxJsonConfiguration): boolean {
  try {
    return isDeepStrictEqual(readNxJson(tree), wanted);
  } catch {
    return false;
  }
}

function ignoreState(tree: Tree): void {
  const content = tree.exists('.gitignore') ? tree.read('.gitignore', 'utf-8') : null;
  if (content === null) return;
  const names = content.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, ''));
  if (names.includes(STATE)) return;
  const gap = content === '' || content.endsWith('\n') ? '' : '\n';
  tree.write('.gitignore', `${content}${gap}${STATE}\n`);
}

type Registration = string | { readonly options?: unknown };

function describe({ usual, unusual }: PlanningDocuments, registered: Registration | undefined): readonly string[] {
  const all = [...usual, ...unusual];
  const lines = registered ? [`${PLUGIN} is registered already.`] : [`Registered ${PLUGIN} in nx.json.`];
  lines.push(
    all.length === 0
      ? 'No planning document found. Name one in the option "documents", or put it at a usual place (specs/<name>/tasks.md).'
      : `Planning documents: ${all.join(', ')}`,
  );
  const missing = registered
    ? unusual.filter((path) => !JSON.stringify(registered).includes(JSON.stringify(path)))
    : [];
  if (missing.length > 0) lines.push(`Not in the option "documents": ${missing.join(', ')}`);
  if (!registered)
    lines.push('Set "command" in its options to what executes a task, for example ["node", "tools/agent.mjs"].');
  lines.push('Next: npx crest plan');
  return lines;
}
