import { runCrest } from './program.js';
import { EXIT } from './exit-codes.js';

/** The process: its streams in, its exit code out. Everything else is in `program.ts`. */
async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  quietOnClosedPipe(process.stdout);
  quietOnClosedPipe(process.stderr);
  try {
    process.exitCode = await runCrest(argv, {
      cwd: process.cwd(),
      env: process.env,
      stdout: process.stdout,
      stderr: process.stderr,
    });
  } catch (error) {
    process.exitCode = EXIT.badInput;
    process.stderr.write(`${describe(error, argv.includes('--verbose'))}\n`);
  }
  // Nx's plugin workers may outlive the plan; whatever was written goes out first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

/** `crest plan x | head -1` closes the pipe early: nobody reads on, so nothing is left to say. */
function quietOnClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

function describe(error: unknown, verbose: boolean): string {
  const found = error instanceof Error ? error : new Error(String(error));
  if (verbose) return `crest: internal error\n${found.stack ?? found.message}`;
  return `crest: internal error: ${found.message}\nRun it again with --verbose and report what it prints.`;
}

void main();
