import { writeSync } from 'node:fs';
import { runCrest } from './program.js';
import { EXIT } from './exit-codes.js';

/** The process: its streams in, its exit code out. Everything else is in `program.ts`. */
async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  process.stdout.on('error', endUnwritten);
  process.stderr.on('error', endUnwritten);
  try {
    process.exitCode = await runCrest(argv, {
      cwd: process.cwd(),
      env: process.env,
      stdout: process.stdout,
      stderr: process.stderr,
      now: () => performance.now(),
    });
  } catch (error) {
    process.exitCode = EXIT.badInput;
    process.stderr.write(`${describe(error, argv.includes('--verbose'))}\n`);
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

function describe(error: unknown, verbose: boolean): string {
  const found = error instanceof Error ? error : new Error(String(error));
  if (verbose) return `crest: internal error\n${found.stack ?? found.message}`;
  return `crest: internal error: ${found.message}\nRun it again with --verbose and report what it prints.`;
}

void main();
