import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileSources } from './compile-sources.js';

/** A workspace of this test alone, with this repository's own packages, and `crest` as a process in it. */
export interface JestWorkspace {
  readonly root: string;
  write(contents: Readonly<Record<string, string>>): void;
  read(path: string): string;
  /** Absolute path of a compiled module of `nx-crest`. */
  module(name: string): string;
  crest(...args: readonly string[]): { readonly code: number | null; readonly stdout: string; readonly stderr: string };
}

/** Compiles the sources once for the test file, and makes a fresh workspace for each test of it. */
export function useJestWorkspaces(): JestWorkspace {
  let compiled: ReturnType<typeof compileSources>;
  let root = '';
  beforeAll(() => {
    compiled = compileSources();
  });
  afterAll(() => {
    compiled.dispose();
  });
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'crest-jest-')));
    symlinkSync(join(__dirname, '../../../../node_modules'), join(root, 'node_modules'), 'junction');
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  return {
    get root() {
      return root;
    },
    write: (contents) => {
      for (const [path, content] of Object.entries(contents)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
      }
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    module: (name) => compiled.modulePath(name),
    crest: (...args) => {
      // The Nx and the Jest that run these tests must not talk to those that are tested.
      const inherited = Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^(NX_|JEST_|NODE_OPTIONS$)/.test(name)),
      );
      const env = { ...inherited, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_WORKSPACE_ROOT_PATH: root };
      const done = spawnSync(process.execPath, [compiled.modulePath('cli/main'), ...args], {
        cwd: root,
        env,
        encoding: 'utf8',
      });
      return { code: done.status, stdout: done.stdout, stderr: done.stderr };
    },
  };
}
