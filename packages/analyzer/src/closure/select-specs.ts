import { posix } from 'node:path';
import picomatch from 'picomatch';
import { filesFrom, type WorkspaceFiles } from './workspace-files.js';

/** Which files are specs. Globs and regular expressions as runners have them. */
export interface SpecSelection {
  /** Folders below which specs lie, from the workspace root; `''` is the root. */
  readonly roots: readonly string[];
  /** Globs from `base`, or absolute ones; a spec matches one of them, unless there are none. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly base: string;
  /** On absolute paths. */
  readonly includePatterns: readonly string[];
  readonly excludePatterns: readonly string[];
}

/** The specs of a configuration among the files that there are, sorted. */
export function selectSpecs(selection: SpecSelection, files: WorkspaceFiles, workspaceRoot: string): readonly string[] {
  const { roots, base, include, exclude } = selection;
  const isSpec = [
    ...(include.length > 0 ? [globMatcher(include, base, workspaceRoot)] : []),
    ...(selection.includePatterns.length > 0 ? [patternMatcher(selection.includePatterns, workspaceRoot)] : []),
  ];
  const isOther = [globMatcher(exclude, base, workspaceRoot), patternMatcher(selection.excludePatterns, workspaceRoot)];
  const candidates = roots.flatMap((root) => filesFrom(files, root === '' ? '' : `${root}/`));
  const found = candidates.filter(
    (path) => isSpec.some((matches) => matches(path)) && !isOther.some((matches) => matches(path)),
  );
  return [...new Set(found)].sort();
}

type Matcher = (path: string) => boolean;

function globMatcher(globs: readonly string[], base: string, workspaceRoot: string): Matcher {
  const options = { dot: true };
  const absolute = globs.filter((glob) => glob.replace(/^!/, '').startsWith(workspaceRoot));
  const matchers = [
    ...absolute.map((glob) => ({ glob, of: (path: string) => `${workspaceRoot}/${path}` })),
    ...globs
      .filter((glob) => !absolute.includes(glob))
      .map((glob) => ({ glob, of: (path: string) => posix.relative(base, path) })),
  ].map(({ glob, of }) => {
    const matches = picomatch(glob.replace(/^!/, ''), options);
    return { takes: !glob.startsWith('!'), matches: (path: string) => matches(of(path)) };
  });
  return (path) =>
    matchers.some(({ takes, matches }) => takes && matches(path)) &&
    !matchers.some(({ takes, matches }) => !takes && matches(path));
}

function patternMatcher(patterns: readonly string[], workspaceRoot: string): Matcher {
  const expressions = patterns.map((pattern) => new RegExp(pattern));
  return (path) => expressions.some((expression) => expression.test(`${workspaceRoot}/${path}`));
}
