import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The Nx majors that are promised to work; what is installed for each is in `global-setup.cjs`. */
export const NX_MAJORS = ['22', '23', '24'] as const;
export type NxMajor = (typeof NX_MAJORS)[number];

/** How a command ended and everything that it printed. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they came. */
  readonly output: string;
}

/** A command that is running. */
export interface Started {
  kill(signal: NodeJS.Signals): void;
  readonly finished: Promise<Finished>;
}

/** A fresh Nx workspace in a folder of its own, with the packed packages installed. */
export interface WorkspaceRig {
  readonly root: string;
  write(path: string, content: string | object): void;
  read(path: string): string;
  nx(...args: string[]): Promise<Finished>;
  /** An `nx` command that the test goes on beside. */
  startNx(...args: string[]): Started;
  /** Resolves when Nx's daemon serves the graph: its own start may fail on a busy machine, and is no subject of a test. */
  startDaemon(): Promise<void>;
  /** As `nx`, with Nx's daemon; stop it with `nx('daemon', '--stop')`. */
  nxWithDaemon(...args: string[]): Promise<Finished>;
  crest(...args: string[]): Promise<Finished>;
  /** A `crest` command that the test goes on beside. */
  startCrest(...args: string[]): Started;
  /** The same with Nx's daemon. */
  startNxWithDaemon(...args: string[]): Started;
  startCrestWithDaemon(...args: string[]): Started;
  /** `nx … --json`-like commands: the parsed standard output; throws with the output when the command failed. */
  nxJson(...args: string[]): Promise<unknown>;
  /** The project graph, as `nx graph --file` writes it. */
  graph(): Promise<ProjectGraphFile>;
}

export interface ProjectGraphFile {
  readonly graph: {
    readonly nodes: Readonly<
      Record<
        string,
        { readonly data: { readonly root: string; readonly targets?: Readonly<Record<string, ShownTarget>> } }
      >
    >;
    readonly dependencies: Readonly<Record<string, readonly { readonly target: string; readonly type: string }[]>>;
  };
}

export interface ShownTarget {
  readonly executor?: string;
  readonly dependsOn?: readonly unknown[];
  readonly inputs?: readonly unknown[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly metadata?: { readonly description?: string; readonly crest?: Readonly<Record<string, unknown>> };
}

const home = process.env['NX_CREST_E2E_HOME'] ?? '';

/** What every test workspace starts from, unless it writes its own. */
const NX_JSON = { analytics: false, neverConnectToCloud: true, plugins: [{ plugin: 'nx-crest', options: {} }] };

/** Makes a workspace for one test file; `example` names a folder of `examples/` to start from. */
export function workspaceRig(major: NxMajor, options: { readonly example?: string } = {}): WorkspaceRig {
  const root = mkdtempSync(join(home, `ws-${major}-`));
  const template = join(home, `nx-${major}`);
  const crestBin = join(template, 'node_modules/nx-crest/bin/crest.js');
  const nxBin = createRequire(join(template, 'package.json')).resolve('nx/bin/nx.js');
  if (options.example) cpSync(join(__dirname, '../../../../examples', options.example), root, { recursive: true });
  symlinkSync(join(template, 'node_modules'), join(root, 'node_modules'), 'junction');

  const rig: WorkspaceRig = {
    root,
    write: (path, content) => {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2) + '\n');
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    nx: (...args) => start(root, [nxBin, ...args]).finished,
    startNx: (...args) => start(root, [nxBin, ...args]),
    startDaemon: async () => {
      for (let attempt = 1; ; attempt++) {
        const shown = await rig.nxWithDaemon('show', 'projects');
        if (shown.code === 0) return;
        if (attempt === 3) throw new Error(`Nx's daemon did not start\n${shown.output}`);
        await rig.nx('reset');
      }
    },
    nxWithDaemon: (...args) => start(root, [nxBin, ...args], WITH_DAEMON).finished,
    crest: (...args) => start(root, [crestBin, ...args]).finished,
    startCrest: (...args) => start(root, [crestBin, ...args]),
    startNxWithDaemon: (...args) => start(root, [nxBin, ...args], WITH_DAEMON),
    startCrestWithDaemon: (...args) => start(root, [crestBin, ...args], WITH_DAEMON),
    nxJson: async (...args) => {
      const done = await rig.nx(...args);
      if (done.code !== 0) throw new Error(`nx ${args.join(' ')} ended with ${done.code}\n${done.output}`);
      return JSON.parse(done.stdout.slice(done.stdout.indexOf('{'))) as unknown;
    },
    graph: async () => {
      const done = await rig.nx('graph', '--file=graph.json');
      if (done.code !== 0) throw new Error(`nx graph ended with ${done.code}\n${done.output}`);
      const graph = JSON.parse(rig.read('graph.json')) as ProjectGraphFile; // what Nx itself wrote
      rmSync(join(root, 'graph.json'));
      return graph;
    },
  };
  if (!options.example) {
    rig.write('nx.json', NX_JSON);
    rig.write('package.json', { name: 'workspace', version: '0.0.0', private: true });
    rig.write('tsconfig.base.json', { compilerOptions: {} });
    rig.write('.gitignore', 'node_modules\n.nx\n');
  }
  return rig;
}

/** A plugin registration with these options, the rest of nx.json as in every test. */
export function nxJsonWith(pluginOptions: object): object {
  return { ...NX_JSON, plugins: [{ plugin: 'nx-crest', options: pluginOptions }] };
}

const TIME_LIMIT_MS = 120_000;
const WITH_DAEMON = { NX_DAEMON: 'true', CI: 'false' };

function start(cwd: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Started {
  const nxEnv = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' };
  // The Nx that runs these tests must not talk to those that are tested (NX_SKIP_NX_CACHE, NX_WORKSPACE_ROOT …).
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('NX_')));
  const env = { ...inherited, ...nxEnv, CI: 'true', NO_COLOR: '1', FORCE_COLOR: undefined, ...more };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts = { stdout: '', stderr: '', output: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      parts[stream] += text;
      parts.output += text;
    });
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS);
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...parts });
    });
  });
  return { kill: (signal) => child.kill(signal), finished };
}
