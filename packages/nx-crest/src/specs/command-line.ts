/** How a command starts a test runner. */
export interface RunnerCommand {
  readonly runner: 'jest' | 'vitest';
  /** The configuration that it names. */
  readonly config?: string;
  /** Variables that are set in front of it. */
  readonly env: Readonly<Record<string, string>>;
  /** What decides how tests run; not what decides which ones, what is shown of them, or how many at a time. */
  readonly args: readonly string[];
}

/** Options that are not passed on, and whether a word of their own follows. */
const LEFT_OUT: Readonly<Record<string, boolean>> = {
  ...{ '--config': true, '-c': true, '--root': true, '-r': true, '--dir': true, '--project': true, '--projects': true },
  ...{ '--watch': false, '-w': false, '--watchAll': false, '--watchman': false, '--run': false, '--ui': false },
  ...{ '--coverage': false, '--coverage.enabled': false, '--collectCoverage': false, '--coverageDirectory': true },
  ...{ '--coverageReporters': true, '--coverage.reporter': true, '--coverage.provider': true, '--ci': false },
  ...{ '--reporter': true, '--reporters': true, '--outputFile': true, '--json': false, '--verbose': false },
  ...{ '--passWithNoTests': false, '--silent': false, '--colors': false, '--color': false, '--no-color': false },
  ...{ '--maxWorkers': true, '--minWorkers': true, '--runInBand': false, '-i': false, '--maxConcurrency': true },
  ...{ '--shard': true, '--changed': false, '--onlyChanged': false, '-o': false, '--bail': false, '--cache': false },
  ...{
    '--testNamePattern': true,
    '-t': true,
    '--testPathPattern': true,
    '--testPathPatterns': true,
    '--runTestsByPath': false,
    '-u': false,
    '--update': false,
  },
};

/** Reads a command as a shell would, as far as a runner is started in it; `undefined` where none is. */
export function readCommand(command: string): RunnerCommand | undefined {
  for (const words of commandsIn(command)) {
    const at = words.findIndex((word) => /(^|[\\/])(jest|vitest)(\.m?js)?$/.test(word));
    if (at < 0) continue;
    const [, , runner] = /(^|[\\/])(jest|vitest)/.exec(words[at] ?? '') ?? [];
    const variables = words.slice(0, at).flatMap((word) => {
      const [, name, value] = /^(\w+)=(.*)$/s.exec(word) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    });
    const options = optionsOf(words.slice(at + 1));
    const env = Object.fromEntries(variables);
    return { runner: runner === 'jest' ? 'jest' : 'vitest', env, ...options };
  }
  return undefined;
}

function optionsOf(words: readonly string[]): Pick<RunnerCommand, 'config' | 'args'> {
  const pairs = optionsIn(words);
  const kept = pairs.filter(({ name }) => !(name in LEFT_OUT));
  const config = pairs.find(({ name }) => name === '--config' || name === '-c')?.value;
  const args = kept.flatMap((option) => option.words);
  return config === undefined ? { args } : { args, config };
}

interface CommandOption {
  readonly name: string;
  readonly value?: string;
  /** As they stand there. */
  readonly words: readonly string[];
}

/** Options with their values; words that belong to none are commands like `run`, and names of specs. */
function optionsIn(words: readonly string[]): readonly CommandOption[] {
  return words.flatMap((word, index): CommandOption[] => {
    const [, name, inWord] = /^(--?[^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) return [];
    if (inWord !== undefined) return [{ name, value: inWord, words: [word] }];
    const next = words[index + 1];
    const isValue = next !== undefined && !next.startsWith('-') && LEFT_OUT[name] !== false;
    return [isValue ? { name, value: next, words: [word, next] } : { name, words: [word] }];
  });
}

/** The words of each command of a line; quotes are taken off. */
function commandsIn(line: string): readonly (readonly string[])[] {
  const words = line.match(/&&|\|\||[;|]|(?:[^\s"';&|]|"[^"]*"|'[^']*')+/g) ?? [];
  const commands: string[][] = [[]];
  for (const word of words) {
    if (/^(&&|\|\||[;|])$/.test(word)) commands.push([]);
    else commands.at(-1)?.push(word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
  }
  return commands;
}
