import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../source/read-source.js';
import type { SourceText } from '../source/source-text.js';

const ROOT = join(__dirname, '../../../../../shared');

/** Documents and figures that stand beside the repository on some machines, and are not part of it. */
export interface SharedData {
  names(folder: string): readonly string[];
  text(path: string): string;
  bytes(path: string): Uint8Array;
  /** A document as parsers get it. `path` may end before the end of the file's name. */
  source(path: string): SourceText;
}

/** Describes tests that need such data; where it is missing they are skipped, and their title says so. */
export function describeWithSharedData(title: string, tests: (data: SharedData) => void): void {
  if (!existsSync(ROOT)) {
    describe.skip(`${title} (skipped: no ../shared beside the repository)`, () => {
      it('needs ../shared', () => undefined);
    });
    return;
  }
  const names = (folder: string) => readdirSync(join(ROOT, folder)).sort();
  const bytes = (path: string) => readFileSync(join(ROOT, path));
  const text = (path: string) => bytes(path).toString('utf8');
  const source = (path: string) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const file = names(folder).find((name) => `${folder}/${name}`.startsWith(path)) ?? path;
    return readSource(file, text(`${folder}/${file}`)).source;
  };
  describe(title, () => {
    tests({ names, text, bytes, source });
  });
}
