import { diagnostic, TASK_ID_PATTERN, type Diagnostic, type EdgeOrigin } from '@nx-crest/core/model';
import { registry } from '@nx-crest/formats/places';
import { isRecord } from '../resources/is-record.js';
import { readLimits, type Limits } from '../resources/limits.js';
import { toWorkspacePath } from '../run/workspace-path.js';
import { INFERRED_ORIGINS, isInferredOrigin, type WithoutOrigins } from './without-origins.js';
import { readTestSpecs, type NormalizedTestSpecs, type TestSpecsOptions } from './test-specs/test-specs-option.js';

/** What `nx.json` may say under `options` of the plugin `nx-crest`. All of it is optional. */
export interface PluginOptions {
  /** Planning documents at unusual places: paths or globs, from the workspace root. */
  readonly documents?: readonly string[];
  /** Put before the name of each project that is made of a planning document. */
  readonly namePrefix?: string;
  /** What executes a task: a program and its arguments. No shell reads them. */
  readonly command?: readonly string[];
  /**
   * Kinds of dependency to leave out, for documents whose order or waves mean nothing: a list for all of them, or lists
   * by the name of a format (`{ "kiro": ["order"] }`; `*` for all formats).
   */
  readonly without?: readonly EdgeOrigin[] | WithoutOrigins;
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
  readonly without: WithoutOrigins;
  readonly umbrella: string;
  /** Has diagnostics of its own: the graph and stock Nx do without it, so a wrong resource stops neither. */
  readonly limits: Limits;
  /** Where test specs become tasks. */
  readonly testSpecs?: NormalizedTestSpecs;
  readonly diagnostics: readonly Diagnostic[];
}

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
    without: toWithout(
      read('without', [], isWithout, `a list of ${INFERRED_ORIGINS.join(', ')}, or such lists by format (${FORMATS})`),
    ),
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

function isWithout(value: unknown): value is readonly EdgeOrigin[] | WithoutOrigins {
  if (!isRecord(value)) return isOrigins(value);
  const names = new Set(['*', ...registry.map(({ name }) => name)]);
  return Object.entries(value).every(([format, origins]) => names.has(format) && isOrigins(origins));
}

function toWithout(value: readonly EdgeOrigin[] | WithoutOrigins): WithoutOrigins {
  return isList(value) ? { '*': value } : value;
}

/** `Array.isArray` does not tell a read-only list from a record. */
function isList(value: readonly EdgeOrigin[] | WithoutOrigins): value is readonly EdgeOrigin[] {
  return Array.isArray(value);
}

/** Format names, as a hint lists them. */
const FORMATS = registry.map(({ name }) => name).join(', ');

function isTargetName(value: unknown): value is string {
  return typeof value === 'string' && TASK_ID_PATTERN.test(value);
}
