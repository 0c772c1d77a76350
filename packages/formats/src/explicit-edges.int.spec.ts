import { describeWithSharedData } from './testing/shared-data.js';
import { StatedPlan } from './testing/find-stated-pair.js';
import { readStatedPairs, type StatedPair } from './testing/stated-pairs.js';
import { decodeDocument, parseDocument } from './index.js';
import { registry } from './registry.js';

/** The reader of each folder of samples, where its name says it not itself. A document of no row may have any reader. */
const READERS: readonly (readonly [start: string, reader: RegExp])[] = [
  ['speckit/LuChangQiu', /^(kiro|spec-?kit)$/],
  ['speckit/', /^spec-?kit$/],
  ['kiro/', /^kiro$/],
  ['ccsdd/', /^cc-?sdd$/],
  ['taskmaster/', /^task-?master$/],
  ['openspec/', /^open-?spec$/],
  ['specworkflow/', /^spec-?workflow/],
  ['speckitty/', /^spec-?kitty/],
  ['beads/', /^beads$/],
  ['backlogmd/', /^backlog/],
  ['ccpm/', /^ccpm$/],
  ['gsd/', /^gsd/],
  ['cursorplan/', /^cursor/],
  ['superpowers/', /^superpowers$/],
  ['bmad/', /^bmad/],
  ['plain/usorama', /^wave-table$/],
  ['seeds/002', /^wave-table$/],
  ['seeds/004', /^ascii-tree$/],
  ['seeds/000', /^box-diagram$/],
  ['seeds/003', /guide|groups/],
  ['plain/amit', /mermaid|gantt/],
  ['plain/chimera', /handoff|agents/],
];

describeWithSharedData('dependencies that people read in real documents', (data) => {
  const paths = new Map(
    data
      .text('data/specs/INDEX.tsv')
      .split('\n')
      .map((line) => fileAndPath(line.split('\t'))),
  );
  const pairs = readStatedPairs();
  const files = [...new Set(pairs.map(({ file }) => file))];
  const { read, unread } = splitByReader(files);

  function fileAndPath([, file = '', , , path = '']: string[]): [string, string] {
    return [file, path];
  }

  function rawOf(file: string): string {
    const decoded = decodeDocument(file, data.bytes(file.startsWith('seeds/') ? file : `data/specs/${file}`));
    if (decoded.kind !== 'text') throw new Error(`${file} is not text`);
    return decoded.raw;
  }

  /** The pairs whose answer is not the expected one. */
  function wrong(path: string, file: string): StatedPair[] {
    const { plans } = parseDocument({ path, raw: rawOf(file) });
    return pairs.filter((pair) => {
      if (pair.file !== file) return false;
      const plan = plans.find(({ tag }) => tag === pair.tag) ?? (plans.length === 1 ? plans[0] : undefined);
      const found = plan !== undefined && new StatedPlan(plan).has(pair);
      return found === (pair.kind === 'none');
    });
  }

  it('is a list of at least 300 dependencies and 60 that only look like one', () => {
    expect(pairs.filter(({ kind }) => kind !== 'none').length).toBeGreaterThanOrEqual(300);
    expect(pairs.filter(({ kind }) => kind === 'none').length).toBeGreaterThanOrEqual(60);
    expect(files.filter((file) => !file.startsWith('seeds/') && !paths.has(file))).toEqual([]);
  });

  it.each([
    ['their own path', (file: string) => paths.get(file) ?? file],
    ['the bare name of a file', (file: string) => file.slice(file.lastIndexOf('/') + 1)],
  ])('are found in documents at %s: 98 of 100, and none that is not there', (where, pathOf) => {
    const bad = read.flatMap((file) => wrong(pathOf(file), file));
    const expected = pairs.filter(({ file, kind }) => read.includes(file) && kind !== 'none');
    const missing = bad.filter(({ kind }) => kind !== 'none');
    report(where, expected, missing);
    expect(bad.filter(({ kind }) => kind === 'none').map(shown)).toEqual([]);
    if (missing.length > 0.02 * expected.length) expect(missing.map(shown)).toEqual([]);
  });

  function report(where: string, expected: readonly StatedPair[], missing: readonly StatedPair[]): void {
    const folders = [...new Set(expected.map(({ file }) => file.split('/')[0]))];
    const rows = folders.map((folder) => {
      const of = (all: readonly StatedPair[]) => all.filter(({ file }) => file.startsWith(`${folder}/`)).length;
      return `${folder} ${of(expected) - of(missing)}/${of(expected)}`;
    });
    const lines = [rows.join(', '), ...missing.map((pair) => `missing: ${shown(pair)}`)];
    const later = pairs.filter(({ file }) => unread.includes(file)).length;
    const rest = unread.length > 0 ? [`not read yet, ${later} pairs: ${unread.join(', ')}`] : [];
    console.log([`at ${where}`, ...lines, ...rest].join('\n'));
  }
});

function shown({ file, tag, kind, task, on }: StatedPair): string {
  return [file, tag, kind, `${task} → ${on}`].filter((part) => part !== '').join(' ');
}

/** A document counts as soon as the registry has its reader. */
function splitByReader(files: readonly string[]): { readonly read: string[]; readonly unread: string[] } {
  const isRead = (file: string) => {
    const reader = READERS.find(([start]) => file.startsWith(start))?.[1];
    return registry.some(({ name }) => reader?.test(name));
  };
  return { read: files.filter(isRead), unread: files.filter((file) => !isRead(file)) };
}
