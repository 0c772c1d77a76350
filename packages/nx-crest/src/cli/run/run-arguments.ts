import type { Diagnostic } from '@nx-crest/core';
import { coreWhenNeeded } from '../../nx/core-when-needed.js';

/** What `crest run` is asked to do. */
export interface RunArguments {
  /** What Nx is given: `run-many`, `affected` or `run`, and every flag that is not ours. */
  readonly nxArgv: readonly string[];
  /** `--parallel=auto`: the number of workers is ours to choose. */
  readonly parallelAuto: boolean;
  /** The file of the report (`--json FILE`), as typed. */
  readonly json?: string;
  /** `--help`: our own. */
  readonly help: boolean;
}

/** The flags of ours, and what is left for Nx. */
interface OwnFlags {
  readonly rest: readonly string[];
  readonly affected: boolean;
  readonly parallelAuto: boolean;
  readonly json?: string | undefined;
  readonly help: boolean;
}

type Fault = readonly [argument: string, expected: string];

/**
 * Reads what stands behind `crest run`. Where there is a diagnostic, nothing is to be run.
 *
 * *Example*: `-t build --parallel=auto` → `run-many -t build`, `parallelAuto`; nothing behind `--` is touched.
 */
export function readRunArguments(argv: readonly string[]): {
  readonly arguments: RunArguments;
  readonly diagnostics: readonly Diagnostic[];
} {
  const end = argv.indexOf('--');
  const before = end === -1 ? argv : argv.slice(0, end);
  const own = readOwnFlags(before);
  const command = nxCommand(own);
  const faults: readonly Fault[] = [
    ...(own.json === '' ? [['--json', 'followed by the file to write'] as const] : []),
    ...(typeof command === 'string' ? [] : [command]),
  ];
  return {
    arguments: {
      nxArgv: [...(typeof command === 'string' ? [command] : []), ...own.rest, ...argv.slice(before.length)],
      parallelAuto: own.parallelAuto,
      ...(own.json ? { json: own.json } : {}),
      help: own.help,
    },
    diagnostics: own.help ? [] : faults.map(asDiagnostic),
  };
}

function asDiagnostic([argument, expected]: Fault): Diagnostic {
  return coreWhenNeeded().diagnostic('CREST401', { argument, expected });
}

function readOwnFlags(argv: readonly string[]): OwnFlags {
  const rest: string[] = [];
  let affected = false;
  let parallelAuto = false;
  let json: string | undefined;
  let help = false;
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? '';
    const next = argv[index + 1];
    if (argument === '--affected') affected = true;
    else if (argument === '--help' || argument === '-h') help = true;
    else if (argument === '--parallel=auto') parallelAuto = true;
    else if (argument === '--parallel' && next === 'auto') [parallelAuto, index] = [true, index + 1];
    else if (argument.startsWith('--json=')) json = argument.slice('--json='.length);
    else if (argument === '--json') [json, index] = isValue(next) ? [next, index + 1] : ['', index];
    else rest.push(argument);
  }
  return { rest, affected, parallelAuto, json, help };
}

function isValue(argument: string | undefined): argument is string {
  return argument !== undefined && !argument.startsWith('-');
}

const TARGETS = /^(-t|--targets?(=|$))/;

/** The command of Nx that is meant, or what is missing. */
function nxCommand({ rest, affected }: OwnFlags): string | Fault {
  const [first] = rest;
  if (isTask(first)) return affected ? ['--affected', `left out: "${first}" names one task`] : 'run';
  if (affected) return 'affected';
  if (rest.some((argument) => TARGETS.test(argument))) return 'run-many';
  // No task is looked for behind a flag: what stands there may be its value (`-p tag:api`).
  const ways = '"-t <targets>", "--affected -t <targets>", or "<project>:<target>" before all flags';
  return isValue(first) ? [first, `one of ${ways}`] : ['crest run', `given what to run: ${ways}`];
}

function isTask(argument: string | undefined): argument is string {
  return isValue(argument) && argument.includes(':');
}
