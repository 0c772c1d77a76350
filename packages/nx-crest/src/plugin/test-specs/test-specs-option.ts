import { TASK_ID_PATTERN } from '@nx-crest/core/model';
import { isRecord } from '../../resources/is-record.js';

/** What `testSpecs` may be in the options of the plugin: `true`, or what differs from the defaults. */
export interface TestSpecsOptions {
  /** Projects whose specs become tasks, as in `--projects`: names, globs, folders, `tag:x`, `!name`. Default: all. */
  readonly projects?: readonly string[];
  /** The target that runs all specs of a project, and what the names of the others begin with; default `test-specs`. */
  readonly target?: string;
  /** Put behind a project's name for the project that has its specs as targets; default `-specs`. */
  readonly suffix?: string;
  /** How many specs are run at a time; default `parallel` of `nx.json`, else as many as the machine has cores. */
  readonly workers?: number;
}

/** The same with its defaults. */
export type NormalizedTestSpecs = Required<Omit<TestSpecsOptions, 'workers'>> & Pick<TestSpecsOptions, 'workers'>;

const DEFAULTS: NormalizedTestSpecs = { projects: ['*'], target: 'test-specs', suffix: '-specs' };

/** Each field, what it may be, and how that is said. */
const FIELDS: Readonly<
  Record<keyof TestSpecsOptions, readonly [check: (value: unknown) => boolean, expected: string]>
> = {
  projects: [
    (value) => Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== ''),
    'a list of names of projects, or patterns of them',
  ],
  target: [
    (value) => typeof value === 'string' && TASK_ID_PATTERN.test(value),
    'a target name: letters, digits, ".", "_" or "-"',
  ],
  suffix: [
    (value) => typeof value === 'string' && /^[\w.-]{1,32}$/.test(value),
    '1 to 32 letters, digits, ".", "_" or "-"',
  ],
  workers: [
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 1_024,
    'a number from 1 to 1024',
  ],
};

/**
 * Checks the option. *Returns* `undefined` where specs are no tasks: that is the default. What is wrong is told to `complain`, and
 * left out.
 */
export function readTestSpecs(
  given: unknown,
  complain: (option: string, expected: string) => void,
): NormalizedTestSpecs | undefined {
  if (given === undefined || given === false) return undefined;
  if (given === true) return DEFAULTS;
  if (!isRecord(given)) {
    complain('testSpecs', 'true, false or an object');
    return undefined;
  }
  const known = Object.keys(FIELDS);
  const right: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = (FIELDS as Readonly<Record<string, (typeof FIELDS)['projects'] | undefined>>)[name];
    if (!field) complain(`testSpecs.${name}`, `one of ${known.join(', ')}`);
    else if (!field[0](value)) complain(`testSpecs.${name}`, field[1]);
    else right[name] = value;
  }
  return { ...DEFAULTS, ...right };
}
