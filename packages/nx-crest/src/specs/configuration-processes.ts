import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { ConfigurationAnswer, ConfigurationRequest } from './runners/main.js';

/** Asks processes that read configurations; those that are left can be asked again. */
export interface ConfigurationProcesses {
  readonly ask: (request: ConfigurationRequest) => Promise<ConfigurationAnswer>;
  /** Ends those that wait. */
  readonly close: () => void;
}

/** A configuration that takes longer than this waits for something that will not come. */
const PATIENCE_MS = 120_000;

/** What the runner itself sets before it reads a configuration, unless it is set. */
const VARIABLES: Readonly<Record<ConfigurationRequest['runner'], NodeJS.ProcessEnv>> = {
  jest: { NODE_ENV: 'test' },
  vitest: { NODE_ENV: 'test', TEST: 'true', VITEST: 'true' },
};

/** As many processes as there are questions at a time; a process answers for one runner only. */
export function configurationProcesses(): ConfigurationProcesses {
  const waiting = new Map<ConfigurationRequest['runner'], ChildProcess[]>();
  return {
    ask: async (request) => {
      const idle = waiting.get(request.runner) ?? [];
      waiting.set(request.runner, idle);
      const child = idle.pop() ?? start(request);
      const answer = await exchange(child, request);
      if (answer.isClean) idle.push(child);
      else child.kill('SIGKILL');
      return answer;
    },
    close: () => {
      for (const child of [...waiting.values()].flat()) child.kill('SIGKILL');
      waiting.clear();
    },
  };
}

function start({ runner, workspaceRoot }: ConfigurationRequest): ChildProcess {
  return fork(join(__dirname, 'runners/main.js'), [], {
    cwd: workspaceRoot,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'], // a configuration may print what it likes
    env: { ...VARIABLES[runner], ...process.env, CREST_AUDIT_ROOT: workspaceRoot, CREST_AUDIT_PROBES: 'true' },
    execArgv: ['--require', join(__dirname, 'audit/recorder.js')],
  });
}

const NOTHING = { reads: [], lists: [], trees: [], probes: [], variables: [], wanted: [] };

function exchange(child: ChildProcess, request: ConfigurationRequest): Promise<ConfigurationAnswer> {
  return new Promise((resolve) => {
    let said = '';
    const hear = (text: Buffer): void => {
      said = (said + text.toString()).slice(-2_000);
    };
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    const settle = (answer: ConfigurationAnswer): void => {
      clearTimeout(timer);
      child.stderr?.off('data', hear);
      child.removeAllListeners();
      resolve(answer);
    };
    const failed = (error: string): ConfigurationAnswer => ({ found: { error }, reads: NOTHING, isClean: false });
    child.stderr?.on('data', hear);
    child.once('message', (answer) => {
      settle(answer as ConfigurationAnswer); // `runners/main` sends nothing else
    });
    child.once('close', () => {
      settle(failed(said || 'it ended without an answer'));
    });
    child.once('error', (error) => {
      settle(failed(error.message));
    });
    child.send(request);
  });
}
