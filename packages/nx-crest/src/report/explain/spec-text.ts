import type { Diagnostic } from '@nx-crest/core';
import { alignColumns } from '../align-columns.js';
import { printable, wrapText } from '../display-text.js';
import type { TextStyle } from '../text-style.js';
import type { ExplainedConfiguration, SpecReport } from './spec-report.js';

const RUNNERS = { jest: 'Jest', vitest: 'Vitest' } as const;
/** So many places fit on a screen; all of them are shown with the lists. */
const SHOWN_PLACES = 8;

/** Enough to compare by eye. */
const SHOWN_KEY = 16;

/** How much is shown. */
export interface SpecTextOptions {
  /** Every file, package and variable by its name, and every place. */
  readonly lists: boolean;
  readonly style: TextStyle;
}

/** What `crest explain` prints. */
export function specText({ spec, configurations }: SpecReport, options: SpecTextOptions): string {
  const blocks = configurations.map((configuration) => configurationLines(configuration, options));
  return [options.style.paint.bold(printable(spec)), ...blocks.flatMap((lines) => [...lines, ''])].join('\n');
}

function configurationLines(found: ExplainedConfiguration, options: SpecTextOptions): readonly string[] {
  const { runner, runnerVersion, configFile, name, key, why } = found;
  const named = name === '' ? '' : `, project "${printable(name)}"`;
  return [
    `Run by ${RUNNERS[runner]} ${runnerVersion} as ${printable(configFile)} says${named}.`,
    'Its result may depend on:',
    ...kindLines(found, options.lists),
    `Key ${key.slice(0, SHOWN_KEY)}: the same as long as none of this changes.`,
    ...inexactLines(found, options),
    ...(why ? ['Why', ...why.map((path, depth) => `${'  '.repeat(depth + 1)}${printable(path)}`)] : []),
  ];
}

/** One line for each kind of thing that counts, or all things by name. */
function kindLines(found: ExplainedConfiguration, lists: boolean): readonly string[] {
  const { files, outputs, manifests, packages, environment } = found;
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['files', files],
    ['made by tasks', outputs],
    ['package.json, as far as they say how modules are found', manifests],
    ['installed packages, with what they need', packages.map(({ folder }) => folder)],
    ['variables of the environment', environment],
  ];
  const present = kinds.filter(([, names]) => names.length > 0);
  if (!lists) {
    const rows = present.map(([kind, names]) => ({
      cells: [`  ${names.length.toLocaleString('en')}`, kind],
      look: String,
    }));
    return alignColumns(rows, ['right', 'left']);
  }
  return present.flatMap(([kind, names]) => [`  ${kind}`, ...names.map((name) => `    ${printable(name)}`)]);
}

function inexactLines({ inexact, wholeFolders }: ExplainedConfiguration, options: SpecTextOptions): readonly string[] {
  if (inexact.length === 0) return ['Nothing of it is guessed.'];
  const { columns, paint } = options.style;
  const whole = wholeFolders.map((folder) => (folder === '' ? 'the workspace' : printable(folder)));
  const places = inexact.length === 1 ? 'one place' : `${inexact.length.toLocaleString('en')} places`;
  const shown = options.lists ? inexact : inexact.slice(0, SHOWN_PLACES);
  const left = inexact.length - shown.length;
  return [
    ...wrapText(
      `Not known exactly at ${places}${whole.length === 0 ? '.' : `; therefore all files of ${whole.join(', ')} count.`}`,
      columns,
    ),
    ...shown.flatMap((found) =>
      placeLines(found, columns).map((line, index) => (index === 0 ? line : paint.dim(line))),
    ),
    ...(left > 0 ? [`  … and ${left.toLocaleString('en')} more: --files shows all`] : []),
  ];
}

function placeLines({ code, message, hint, span }: Diagnostic, columns: number): readonly string[] {
  const place = span ? `${printable(span.file)}:${span.start.line} ` : '';
  return [`  ${place}${code} ${printable(message)}`, ...wrapText(hint, columns - 4).map((line) => `    ${line}`)];
}
