import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { clearLog, somethingRan, writeTaskScript, wrongInLog } from './task-log.mjs';
import { writeFiles } from './tools/write-files.mjs';

const LONGEST_MS = 180_000;
const INHERITED = ['HOME', 'LANG', 'TMPDIR', 'USER', 'SystemRoot'];

/**
 * A workspace of one tool for one shape, made unless it is there: `{ tool, home, folder, shape }`. Beside it lie the
 * script of its tasks, their log, and what the tool printed.
 */
export function openWorkspace({ tool, home, folder, shape, cache }) {
  const workspace = join(folder, 'workspace');
  if (!existsSync(join(folder, 'made'))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(workspace, { recursive: true });
    writeTaskScript(folder);
    writeFiles(workspace, tool.files({ folder, home, shape, cache }));
    if (tool.modules) symlinkSync(join(home, 'node_modules'), join(workspace, 'node_modules'), 'dir');
    tool.prepare?.(workspace, home);
    if (tool.git) commitAll(workspace);
    writeFileSync(join(folder, 'made'), '');
  }
  return { tool, home, folder, workspace, shape };
}

/** Runs all tasks; the milliseconds from start to exit. *Throws* where the tool failed, or ran what it should not. */
export async function timeRun(opened, workers, { from, isCached = false } = {}) {
  const { tool, home, folder, workspace, shape } = opened;
  tool.before?.(workspace, { home, from });
  clearLog(folder);
  const { file, args, env } = tool.command(home, { shape, workers });
  const output = openSync(join(folder, 'output'), 'w');
  const began = performance.now();
  const code = await exitOf(
    spawn(file, args, {
      cwd: workspace,
      env: environment(home, env),
      stdio: ['ignore', output, output],
      timeout: LONGEST_MS,
      killSignal: 'SIGKILL',
    }),
  );
  const grossMs = performance.now() - began;
  closeSync(output);
  const wrong =
    code === 0 ? (isCached ? somethingRan(folder) : wrongInLog(folder, shape, workers)) : `exit code ${code}`;
  if (wrong)
    throw new Error(`${tool.name}, ${shape.name}, ${workers} workers: ${wrong}\n${lastLines(join(folder, 'output'))}`);
  return Math.round(grossMs);
}

function exitOf(child) {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(code ?? signal));
  });
}

/** Nothing that an npm script, a CI server or a shell has set reaches the tools. */
function environment(home, env) {
  const inherited = INHERITED.filter((name) => process.env[name]).map((name) => [name, process.env[name]]);
  const path = [join(home, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  return { ...Object.fromEntries(inherited), PATH: path, ...env };
}

function commitAll(workspace) {
  const git = (...args) => execFileSync('git', args, { cwd: workspace, stdio: 'ignore' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '--quiet', '--message=all');
}

function lastLines(file) {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-12).join('\n');
}
