import { transformSync } from '@swc/core';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../../..');

/** The packages as they are now, compiled into a folder of their own, for tests that start processes. */
export interface CompiledSources {
  /** Absolute path of a compiled module of `nx-crest`: `run/locks` … */
  modulePath(name: string): string;
  dispose(): void;
}

/** Not the build's output: that may be older than the sources, and need not exist. */
export function compileSources(): CompiledSources {
  mkdirSync(join(ROOT, 'tmp'), { recursive: true });
  // Below the repository, so that the dependencies are found.
  const folder = mkdtempSync(join(ROOT, 'tmp', 'compiled-'));
  const homeOf = (name: string) => join(folder, 'node_modules', name === 'nx-crest' ? name : join('@nx-crest', name));
  for (const name of ['core', 'formats', 'analyzer', 'nx-crest']) {
    compilePackage(join(ROOT, 'packages', name), homeOf(name));
  }
  return {
    modulePath: (name) => join(homeOf('nx-crest'), 'dist', `${name}.js`),
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function compilePackage(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  cpSync(join(from, 'package.json'), join(to, 'package.json'));
  const sources = readdirSync(join(from, 'src'), { recursive: true, encoding: 'utf8' });
  for (const file of sources.filter((path) => /\.ts$/.test(path) && !/\.spec\.ts$|\btesting\b/.test(path))) {
    const target = join(to, 'dist', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const { code } = transformSync(readFileSync(join(from, 'src', file), 'utf8'), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      // With the annotation, Node sees what a module exports, and `import()` of it has names.
      module: { type: 'commonjs', ignoreDynamic: true, exportInteropAnnotation: true },
    });
    writeFileSync(target, code);
  }
}
