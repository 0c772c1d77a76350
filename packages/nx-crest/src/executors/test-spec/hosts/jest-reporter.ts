import { createRequire } from 'node:module';
import { join } from 'node:path';
import { endWithParent, send } from './read-request.js';

/** The parts of Jest's result of one file that are read; the same in 29 and 30. */
interface JestFileResult {
  readonly testFilePath: string;
  readonly numFailingTests: number;
  readonly numPassingTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly failureMessage?: string | null;
  readonly testExecError?: unknown;
  readonly perfStats: { readonly start: number; readonly end: number };
  readonly console?: readonly { readonly message: string; readonly origin: string; readonly type: string }[] | null;
  readonly snapshot: { readonly added: number; readonly updated: number; readonly unchecked: number };
}

interface JestTestContext {
  readonly context: { readonly config: { readonly rootDir: string } };
}

interface JestGlobalConfig {
  readonly rootDir: string;
  readonly updateSnapshot?: string;
}

/** Tells of each file as soon as Jest is done with it. */
export default class SpecReporter {
  readonly #globalConfig: JestGlobalConfig;

  constructor(globalConfig: JestGlobalConfig) {
    this.#globalConfig = globalConfig;
    endWithParent();
  }

  onTestResult({ context }: JestTestContext, result: JestFileResult): void {
    const { perfStats, testFilePath, failureMessage, testExecError } = result;
    // Jest fails a run for snapshots that no test asks for any more.
    const isObsolete = result.snapshot.unchecked > 0 && this.#globalConfig.updateSnapshot !== 'all';
    const passed = result.numFailingTests === 0 && testExecError === undefined && !failureMessage && !isObsolete;
    send({
      kind: 'result',
      result: {
        ...{ file: testFilePath, passed, startMs: perfStats.start, endMs: perfStats.end },
        output: [
          this.#headerOf(context.config, result, passed),
          consoleOf(result),
          failureMessage ?? '',
          countsOf(result),
        ]
          .filter((part) => part !== '')
          .join('\n'),
      },
    });
  }

  /** What is wrong with the snapshots of a spec is told with it; those of specs that are gone concern none of these. */
  onRunComplete(_contexts: unknown, results: { readonly snapshot: { failure: boolean } }): void {
    results.snapshot.failure = false;
  }

  /** As Jest itself writes it, where its reporters are found. */
  #headerOf(config: object, result: JestFileResult, passed: boolean): string {
    const seconds = ((result.perfStats.end - result.perfStats.start) / 1_000).toFixed(3);
    try {
      const require = createRequire(join(this.#globalConfig.rootDir, 'package.json'));
      const cli = createRequire(createRequire(require.resolve('jest/package.json')).resolve('jest-cli/package.json'));
      const core = createRequire(cli.resolve('@jest/core/package.json'));
      const { utils } = core('@jest/reporters') as {
        readonly utils: { getResultHeader(result: object, globalConfig: object, config: object): string };
      };
      return utils.getResultHeader(result, this.#globalConfig, config);
    } catch {
      return `${passed ? 'PASS' : 'FAIL'} ${result.testFilePath} (${seconds} s)`;
    }
  }
}

function consoleOf({ console: printed }: JestFileResult): string {
  return (printed ?? [])
    .map(({ type, message, origin }) => {
      const place = origin.split('\n').find((line) => line.trim() !== '') ?? '';
      return `  console.${type}\n${indent(message)}\n${indent(place.trim())}\n`;
    })
    .join('\n');
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

function countsOf({
  numPassingTests,
  numFailingTests,
  numPendingTests,
  numTodoTests,
  snapshot,
}: JestFileResult): string {
  const counts = [
    [numFailingTests, 'failed'],
    [numPassingTests, 'passed'],
    [numPendingTests, 'skipped'],
    [numTodoTests, 'todo'],
    [snapshot.added, 'snapshots written'],
    [snapshot.updated, 'snapshots updated'],
    [snapshot.unchecked, 'snapshots obsolete'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return told.length === 0 ? '' : `Tests: ${told.join(', ')}`;
}
