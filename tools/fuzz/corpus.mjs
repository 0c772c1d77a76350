/** The documents that are mutated: every fixture of the formats and, where they lie beside the repository, the samples of ../shared. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MAX_CHARACTERS = 400_000; // what is longer is cut: one document must not take all the time

/**
 * Every document with the path that its format is recognised by. `format` is the folder of its fixtures, or of its samples.
 * *Ties*: by file, so that a seed means the same documents on each machine that has the same folders.
 */
export function readCorpus(root) {
  const fixtures = listFiles(join(root, 'packages/formats/src'))
    .filter((file) => /[\\/]fixtures[\\/]/.test(file) && !file.endsWith('.plan.json'))
    .map((file) => ({ file, path: file.split(/[\\/]/).slice(-1)[0], format: file.split(/[\\/]fixtures[\\/]/)[0] }))
    .map(({ file, path, format }) => ({ file, path, format: format.split(/[\\/]/).at(-1) }));
  return [...fixtures, ...samplesOf(join(root, '../shared'))].map(({ file, path, format }) => ({
    path,
    format,
    text: readFileSync(file, 'utf8').slice(0, MAX_CHARACTERS),
  }));
}

function samplesOf(shared) {
  const index = join(shared, 'data/specs/INDEX.tsv');
  if (!existsSync(index)) return [];
  const rows = readFileSync(index, 'utf8').trim().split('\n').slice(1);
  const samples = rows.map((row) => {
    const [format, file, , , path] = row.split('\t');
    return { file: join(shared, 'data/specs', file), path, format };
  });
  const seeds = readdirSync(join(shared, 'seeds')).sort();
  return [...samples, ...seeds.map((name) => ({ file: join(shared, 'seeds', name), path: name, format: 'plain' }))];
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
