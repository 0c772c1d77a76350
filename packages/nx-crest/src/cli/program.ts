import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { INFERRED_ORIGINS } from '../plugin/without-origins.js';
import type { RawPlanOptions } from './arguments.js';
import type { Console } from './console.js';
import type { AuditOptions } from './audit/audit-command.js';
import type { ExplainOptions } from './explain/explain-command.js';
import type { ConvertOptions } from './convert/convert-command.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { HistoryRequest } from './history-command.js';

const PLAN_HELP = `
What to plan:
  crest plan specs/001-albums/tasks.md   a planning document, also outside any workspace
  crest plan 001-albums                  a spec project of this Nx workspace
  crest plan -t build test               what "nx run-many -t build test" would run
  crest plan                             the only spec project, or the list of them

A file with several plans (tags): the only one with open tasks is planned; where there are several, choose with --tag.
Exit codes: 0 planned, 1 planned but later than the deadline, 2 bad plan, configuration or arguments.`;

const EXPLAIN_HELP = `
Works with Jest and Vitest, whose own resolved configuration it reads. Nothing is run.
Exit codes: 0 explained, 2 no such spec, or a configuration that cannot be read.`;

const AUDIT_HELP = `
A run tells what a spec read this time; it is no proof that it never reads more.
Exit codes: 0 nothing was missed, 1 something was, 2 bad arguments, or a configuration that cannot be read.`;

const HISTORY_HELP = `
The history says how long tasks took; "crest run" keeps it in .crest/history. Merging loses nothing and may be repeated.
As a merge driver of git: git config merge.crest-history.driver "npx crest history merge %A %B"
Exit codes: 0 done, 2 a file is no history or damaged, or bad arguments; then nothing was changed.`;

/**
 * Runs the command line and returns the exit code. Commands are loaded when they are needed.
 *
 * *Example*: `await runCrest(['plan', 'tasks.md'], console)`.
 */
export async function runCrest(argv: readonly string[], console: Console): Promise<number> {
  let exitCode: number = EXIT.done;
  const program = new Command('crest')
    .description('Plans work in critical-path order: waves, slack, and how many workers pay off.')
    .version(readVersion(), '-V, --version')
    .showHelpAfterError('Run "crest --help" for the options.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.stdout.write(text),
      writeErr: (text) => console.stderr.write(text),
    });

  program
    .command('plan')
    .description('show the planned schedule of a planning document, or of targets of the workspace')
    .argument('[what]', 'path of a planning document, or name of a spec project')
    .option('-t, --targets <targets...>', 'plan these targets of the workspace')
    .option('-p, --projects <projects...>', 'with --targets: only these projects (names, globs, tag:x)')
    .option(
      '-w, --workers <number>',
      'schedule on so many workers (default: the least for the deadline, else the knee)',
    )
    .option(
      '--resource <name=capacity>',
      'so many of an assignee, label or resource of nx.json at once; repeatable',
      collect,
    )
    .option(
      '--budget <search>',
      'search so many schedules (5000), or so long (2s); default: as many as usually pay off',
    )
    .option('--deadline <duration>', 'the least workers who are done by then (40h, or 5d of 8 hours each)')
    .option('--simulate <runs>', 'execute it so often with other durations: when it ends, how likely, what decides')
    .option('--what-if', 'what shorter tasks, fewer dependencies and more workers would save')
    .option('--from-state <file>', 'plan again what is left (schema: nx-crest/schemas/state.schema.json)')
    .option('--json', 'print the plan as JSON (schema: nx-crest/schemas/plan.schema.json)')
    .option('--format <name>', 'read the document as this format, whatever it looks like')
    .option('--tag <name>', 'plan this tag of a file that holds several plans')
    .option('--without <origins...>', `leave out inferred edges: ${INFERRED_ORIGINS.join(', ')}`)
    .option('--all', 'plan as though nothing were done')
    .option('--verbose', 'show stack traces of internal errors')
    .addHelpText('after', PLAN_HELP)
    .action(async (what: string | undefined, options: RawPlanOptions) => {
      const { planCommand } = await import('./plan-command.js');
      exitCode = await planCommand(what, options, console);
    });

  // Here for `crest --help`; what stands behind it is not read by this parser (see main.ts).
  program
    .command('run')
    .description('run targets with Nx in critical-path order; takes every option of nx run-many and nx affected')
    .helpOption(false)
    .allowUnknownOption()
    .argument('[args...]')
    .action(async (args: readonly string[]) => {
      const { runCommand } = await import('./run/run-command.js');
      exitCode = await runCommand(args, console.cwd);
    });

  program
    .command('explain')
    .description('show what the result of a test spec may depend on, and where that is not known exactly')
    .argument('<spec>', 'path of a spec file')
    .option('--files', 'list the files, packages and variables')
    .option('--why <file>', 'show by which way this file came in')
    .option('--json', 'print it as JSON (schema: nx-crest/schemas/explain.schema.json)')
    .addHelpText('after', EXPLAIN_HELP)
    .action(async (spec: string, options: ExplainOptions) => {
      const { explainCommand } = await import('./explain/explain-command.js');
      exitCode = await explainCommand(spec, options, console);
    });

  addFormatCommands(program, console, (code) => (exitCode = code));
  addAuditCommand(program, console, (code) => (exitCode = code));
  addHistoryCommands(program, console, (code) => (exitCode = code));

  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
    throw error;
  }
}

function addFormatCommands(program: Command, console: Console, end: (exitCode: ExitCode) => void): void {
  program
    .command('formats')
    .description('list the planning documents below this folder, how each is read, and why')
    .argument('[paths...]', 'only these documents or folders, wherever they are')
    .option('--json', 'print it as JSON (schema: nx-crest/schemas/formats.schema.json)')
    .action(async (paths: readonly string[], options: { readonly json?: true }) => {
      const { formatsCommand } = await import('./formats/formats-command.js');
      end(await formatsCommand(paths, options, console));
    });
  program
    .command('convert')
    .description('write a plan in another form to stdout, and tell what that form cannot carry')
    .argument('<from>', 'path of a planning document or folder')
    .requiredOption('--to <form>', 'spec-kit, task-master, beads, mermaid, csv or json')
    .option('--format <name>', 'read the document as this format, whatever it looks like')
    .option('--tag <name>', 'convert this tag of a file that holds several plans')
    .option('--without <origins...>', `leave out inferred edges: ${INFERRED_ORIGINS.join(', ')}`)
    .action(async (from: string, options: ConvertOptions) => {
      const { convertCommand } = await import('./convert/convert-command.js');
      end(await convertCommand(from, options, console));
    });
}

function addAuditCommand(program: Command, console: Console, end: (exitCode: ExitCode) => void): void {
  program
    .command('audit')
    .description('check by running that nothing is observed which does not count')
    .command('specs')
    .description('run test specs, one at a time, and compare what they read with what "crest explain" says')
    .argument('[specs...]', 'paths of spec files; all of them where there are none')
    .option('--sample <number>', 'only so many of them, spread over the workspace')
    .option('--seed <text>', 'choose another sample')
    .option('--fix', 'let what was missed count from now on: write it to crest.specs.json')
    .option('--json', 'print the result as JSON (schema: nx-crest/schemas/audit.schema.json)')
    .addHelpText('after', AUDIT_HELP)
    .action(async (specs: readonly string[], options: AuditOptions) => {
      const { auditCommand } = await import('./audit/audit-command.js');
      end(await auditCommand(specs, options, console));
    });
}

function addHistoryCommands(program: Command, console: Console, end: (exitCode: ExitCode) => void): void {
  const history = program
    .command('history')
    .description('carry what was measured to another clone or machine')
    .addHelpText('after', HISTORY_HELP);
  const act = async (request: HistoryRequest): Promise<void> => {
    const { historyCommand } = await import('./history-command.js');
    end(await historyCommand(request, console));
  };
  history
    .command('export')
    .description("write this workspace's history to a file")
    .argument('<file>', 'where to; - is stdout')
    .action((file: string) => act({ verb: 'export', file }));
  history
    .command('import')
    .description("add a file to this workspace's history")
    .argument('<file>', 'what "crest history export" has written')
    .action((file: string) => act({ verb: 'import', file }));
  history
    .command('merge')
    .description('add files to the first one; needs no workspace')
    .argument('<file>', 'the file that all are merged into; need not be there')
    .argument('<others...>', 'the files to add')
    .action((file: string, others: readonly string[]) => act({ verb: 'merge', file, others }));
}

/** What an option that may be repeated was given. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function readVersion(): string {
  const text = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version; // our own package.json
}
