import { writeSync } from 'node:fs';
import { EXIT } from './exit-codes.js';

const argv = process.argv.slice(2);

/** `crest run` is Nx's process from then on: its streams, its signals, its end. Nothing but what it needs is loaded. */
async function run(): Promise<void> {
  const { runCommand } = await import('./run/run-command.js');
  process.exitCode = await runCommand(argv.slice(1), process.cwd());
}

/** The process: its streams in, its exit code out. Everything else is in `program.ts`. */
async function main(): Promise<void> {
  process.stdout.on('error', endUnwritten);
  process.stderr.on('error', endUnwritten);
  try {
    const { runCrest } = await import('./program.js');
    process.exitCode = await runCrest(argv, {
      cwd: process.cwd(),
      env: process.env,
      stdout: process.stdout,
      stderr: process.stderr,
      now: () => performance.now(),
    });
  } catch (error) {
    fail(error);
  }
  // Nx's plugin workers may outlive the plan; whatever was written goes out first.
  process.stdout.write('', (failed) => {
    if (failed) endUnwritten(failed);
    process.stderr.write('', () => process.exit());
  });
}

/**
 * `crest plan x | head -1` closes the pipe early: nobody reads on, so nothing is left to say. On a full disk there is:
 * half a plan must not look like a whole one.
 */
function endUnwritten(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') process.exit();
  try {
    writeSync(2, `crest: the output could not be written: ${error.message}\n`);
  } catch {
    // Nor can this; the exit code says it.
  }
  process.exit(EXIT.badInput);
}

function fail(error: unknown): void {
  process.exitCode = EXIT.badInput;
  process.stderr.write(`${describe(error, argv.includes('--verbose'))}\n`);
}

function describe(error: unknown, verbose: boolean): string {
  const found = error instanceof Error ? error : new Error(String(error));
  if (verbose) return `crest: internal error\n${found.stack ?? found.message}`;
  return `crest: internal error: ${found.message}\nRun it again with --verbose and report what it prints.`;
}

if (argv[0] === 'run') run().catch(fail);
else void main();
