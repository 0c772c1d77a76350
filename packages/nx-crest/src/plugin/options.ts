import { diagnostic, TASK_ID_PATTERN, type Diagnostic, type EdgeOrigin } from '@nx-crest/core/model';
import { isRecord } from '../resources/is-record.js';
import { readLimits, type Limits } from '../resources/limits.js';
import { toWorkspacePath } from '../run/workspace-path.js';
import { readTestSpecs, type NormalizedTestSpecs, type TestSpecsOptions } from './test-specs/test-specs-option.js';

/** What `nx.json` may say under `options` of the plugin `nx-crest`. All of it is optional. */
export interface PluginOptions {
  /** Planning documents at unusual places: paths or globs, from the workspace root. */
  readonly documents?: readonly string[];
  /** Put before the name of each project that is made of a planning document. */
  readonly namePrefix?: string;
  /** What executes a task: a program and its arguments. No shell reads them. */
  readonly command?: readonly string[];
  /** Kinds of dependency to leave out, for documents whose order or waves mean nothing. */
  readonly without?: readonly EdgeOrigin[];
  /** The target that runs the whole plan; default `implement`. */
  readonly umbrella?: string;
  /** How much there is of what tasks share: pieces, or a size like "8GB". With a capacity of 1, a mutex. */
  readonly resources?: Readonly<Record<string, number | string>>;
  /** By `target` or `project:target`: what such a task takes of each resource while it runs. */
  readonly needs?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  /** Whether test specs become tasks of their own, and which; default `false`. */
  readonly testSpecs?: boolean | TestSpecsOptions;
}

/** The options with their defaults, checked; what was wrong is left out of them and told in `diagnostics`. */
export interface NormalizedPluginOptions {
  readonly documents: readonly string[];
  readonly namePrefix: string;
  readonly command?: readonly string[];
  readonly without: readonly EdgeOrigin[];
  readonly umbrella: string;
  /** Has diagnostics of its own: the graph and stock Nx do without it, so a wrong resource stops neither. */
  readonly limits: Limits;
  /** Where test specs become tasks. */
  readonly testSpecs?: NormalizedTestSpecs;
  readonly diagnostics: readonly Diagnostic[];
}

/** Origins that a plan can do without: those that a format infers. What a document says cannot be switched off. */
export const INFERRED_ORIGINS = ['marker', 'order', 'phase', 'wave', 'data-flow', 'project'] as const;

/** Leaves room for the name behind it. */
const PREFIX_PATTERN = /^[A-Za-z0-9][\w.-]{0,31}$/;

/** Checks what `nx.json` holds. Never throws: a wrong option must not break the graph of the whole workspace. */
export function normalizeOptions(given: unknown): NormalizedPluginOptions {
  const diagnostics: Diagnostic[] = [];
  const complain = (option: string, expected: string) => {
    diagnostics.push(diagnostic('CREST302', { option, expected }));
  };
  if (given !== undefined && !isRecord(given)) complain('options', 'an object');
  const options = isRecord(given) ? given : {};
  const read = <T>(option: string, fallback: T, check: (value: unknown) => value is T, expected: string): T => {
    const value = options[option];
    if (value === undefined || check(value)) return value ?? fallback;
    complain(option, expected);
    return fallback;
  };

  const known = ['documents', 'namePrefix', 'command', 'without', 'umbrella', 'resources', 'needs', 'testSpecs'];
  for (const option of Object.keys(options).sort()) {
    if (!known.includes(option)) complain(option, `one of ${known.join(', ')}`);
  }
  const documents = read('documents', [], isTexts, 'a list of paths or globs');
  const testSpecs = readTestSpecs(options['testSpecs'], complain);
  const command = read('command', undefined, isCommand, 'a list: a program and its arguments');
  return {
    documents: documents.flatMap((path) => inWorkspace(path, diagnostics)),
    namePrefix: read('namePrefix', '', isPrefix, 'at most 32 letters, digits, ".", "_" or "-"'),
    ...(command ? { command } : {}),
    without: read('without', [], isOrigins, `a list of ${INFERRED_ORIGINS.join(', ')}`),
    umbrella: read('umbrella', 'implement', isTargetName, 'a target name: letters, digits, ".", "_" or "-"'),
    limits: readLimits(options),
    ...(testSpecs ? { testSpecs } : {}),
    diagnostics,
  };
}

function inWorkspace(path: string, diagnostics: Diagnostic[]): readonly string[] {
  const inside = toWorkspacePath(path);
  if (inside === undefined) diagnostics.push(diagnostic('CREST304', { path }));
  return inside === undefined ? [] : [inside];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
}

function isCommand(value: unknown): value is readonly string[] | undefined {
  // An argument may be empty; the program may not.
  return Array.isArray(value) && value.every((item) => typeof item === 'string') && (value[0] ?? '') !== '';
}

function isPrefix(value: unknown): value is string {
  return typeof value === 'string' && (value === '' || PREFIX_PATTERN.test(value));
}

function isOrigins(value: unknown): value is readonly EdgeOrigin[] {
  return isTexts(value) && value.every(isInferredOrigin);
}

/** Whether a plan can do without edges of this origin. */
export function isInferredOrigin(origin: string): origin is (typeof INFERRED_ORIGINS)[number] {
  return (INFERRED_ORIGINS as readonly string[]).includes(origin);
}

function isTargetName(value: unknown): value is string {
  return typeof value === 'string' && TASK_ID_PATTERN.test(value);
}
