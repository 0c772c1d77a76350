import { diagnostic, type Diagnostic, type PlanTask } from '@nx-crest/core';
import { columnsOf, paintOf } from '../../cli/console.js';
import { formatDiagnostics, type LineReader } from '../../cli/print-diagnostics.js';
import type { ExecutorContext } from '../../nx/devkit.js';
import { normalizeOptions, type NormalizedPluginOptions } from '../../plugin/options.js';
import { watchInterruption } from '../../run/interruption.js';
import { withLocks, type LockOptions, type Resource } from '../../run/locks.js';
import { runCommand, type CommandEnd } from '../../run/run-command.js';
import { toWorkspacePath } from '../../run/workspace-path.js';
import { writeStatus } from '../../run/write-status.js';
import { readTask, type TaskNow } from './read-task.js';
import type { SpecTaskOptions } from './spec-task-options.js';
import { taskFile, withTaskFile } from './task-file.js';

/** What the executor reads of Nx's context. */
export type SpecTaskContext = Pick<ExecutorContext, 'root' | 'projectName' | 'nxJsonConfiguration'>;

/**
 * Executes one task of a planning document: runs the configured command while it holds the locks of the task and of the
 * files that the task names, and marks the task as done when the command succeeded. Whatever goes wrong is told with
 * the next step, and the task stays open.
 */
export async function specTask(options: SpecTaskOptions, context: SpecTaskContext): Promise<{ success: boolean }> {
  // With Nx gone, its end of our output is, too; what is still to be done must not die of that.
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.listenerCount('error', ignore) === 0) stream.on('error', ignore);
  }
  const interruption = watchInterruption();
  try {
    return { success: await execute({ options, context, signal: interruption.signal }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tell(`${nameOf(options)} failed: ${reason}`);
    return { success: false };
  } finally {
    interruption.dispose();
  }
}

interface Execution {
  readonly options: SpecTaskOptions;
  readonly context: SpecTaskContext;
  readonly signal: AbortSignal;
}

async function execute(execution: Execution): Promise<boolean> {
  const { options, context } = execution;
  const configured = pluginOptions(context);
  const wrong = configured.flatMap(({ diagnostics }) => diagnostics);
  if (wrong.length > 0) return refuse({ diagnostics: wrong });
  const without = configured[0]?.without ?? {};
  const read = () => readTask(options, context.root, without);

  const before = await read();
  if (before.kind === 'done') return alreadyDone(options);
  if (before.kind === 'refused') return refuse(before);
  if (!options.command) return refuse({ diagnostics: [diagnostic('CREST301', { id: before.task.id })] });

  return withLocks(resourcesOf(options, before), lockOptions(execution), async () => {
    // Another run may have executed the task while this one waited for it.
    const now = await read();
    if (now.kind === 'done') return alreadyDone(options);
    return now.kind === 'refused' ? refuse(now) : runTask(now, execution);
  });
}

async function runTask(now: TaskNow & { kind: 'ready' }, execution: Execution): Promise<boolean> {
  const { options, context, signal } = execution;
  const content = taskFile(context.projectName ?? '', now.task, now.read);
  const end = await withTaskFile(context.root, content, (file) =>
    runCommand(options.command ?? [], {
      cwd: context.root,
      env: { ...process.env, CREST_TASK_FILE: file },
      signal,
      onLeftOvers: () => {
        tell(`${nameOf(options)}: processes that the command left behind were ended`);
      },
    }),
  );
  signal.throwIfAborted();
  if (end.kind === 'exited' && end.code === 0) return markDone(execution, now.task.status);
  tell(`${nameOf(options)} stays open: ${describeEnd(end, options.command?.[0] ?? '')}`);
  return false;
}

async function markDone(execution: Execution, from: PlanTask['status']): Promise<boolean> {
  const { options } = execution;
  const { document, tag, task: taskId = '' } = options;
  // Not interruptible: the work is done, and the document must say so.
  const { signal: _, ...locking } = lockOptions(execution);
  const written = await writeStatus({ document, tag, taskId, status: 'done', from }, locking);
  if (written.kind === 'refused') {
    const found = diagnostic('CREST214', { id: taskId, reason: written.reason });
    print([{ ...found, severity: 'warning' }]); // the work itself succeeded
  }
  process.stdout.write(`${nameOf(options)} is done\n`);
  return true;
}

function resourcesOf({ document, tag }: SpecTaskOptions, { task }: TaskNow & { kind: 'ready' }): readonly Resource[] {
  const files = task.files.map(({ path }): Resource => ({ kind: 'file', name: toWorkspacePath(path) ?? path }));
  return [{ kind: 'task', name: [document, tag ?? '', task.id].join('\0') }, ...files];
}

function lockOptions({ options, context, signal }: Execution): LockOptions {
  const onLongWait = ({ kind, name }: Resource) => {
    const held = kind === 'task' ? 'the same task in another run' : `another task that works on ${name}`;
    tell(`${nameOf(options)} waits for ${held}`);
  };
  return { workspaceRoot: context.root, onLongWait, signal };
}

/** The registrations of this plugin in `nx.json`, checked. */
function pluginOptions({ nxJsonConfiguration }: SpecTaskContext): readonly NormalizedPluginOptions[] {
  const registered = nxJsonConfiguration.plugins ?? [];
  return registered.flatMap((one) =>
    typeof one !== 'string' && one.plugin === 'nx-crest' ? [normalizeOptions(one.options)] : [],
  );
}

function alreadyDone(options: SpecTaskOptions): boolean {
  process.stdout.write(`${nameOf(options)} is done already\n`);
  return true;
}

function refuse({
  diagnostics,
  lineOf,
}: {
  readonly diagnostics: readonly Diagnostic[];
  readonly lineOf?: LineReader;
}): false {
  print(diagnostics, lineOf);
  return false;
}

function print(diagnostics: readonly Diagnostic[], lineOf: LineReader = () => undefined): void {
  const { env, stderr } = process;
  const style = { paint: paintOf(stderr, env), columns: columnsOf(stderr, env), lineOf };
  stderr.write(formatDiagnostics(diagnostics, style));
}

function describeEnd(end: CommandEnd, program: string): string {
  if (end.kind === 'not-started') return `the command cannot be started (${end.reason}); check "command" in nx.json`;
  if (end.kind === 'stopped') return `${program}: ${end.reason}`;
  return `${program} ended with ${end.code}`;
}

function nameOf({ document, task }: SpecTaskOptions): string {
  return task === undefined ? document : `task "${task}" of ${document}`;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

function ignore(): void {
  // Nobody is left to tell.
}
