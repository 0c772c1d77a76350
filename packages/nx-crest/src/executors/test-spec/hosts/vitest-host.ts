import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { HostMessage, HostRequest } from '../spec-result.js';
import { endWithParent, readRequest, send } from './read-request.js';

/** The parts of Vitest that are used; the same in 3 and 4. */
interface VitestError {
  readonly message?: string;
  readonly VITEST_TEST_PATH?: string;
}

interface VitestTest {
  readonly fullName: string;
  result(): { readonly state: string; readonly errors?: readonly VitestError[] };
}

interface VitestModule {
  readonly moduleId: string;
  readonly children: { allTests(): Iterable<VitestTest>; allSuites(): Iterable<{ errors(): readonly VitestError[] }> };
  ok(): boolean;
  state(): string;
  errors(): readonly VitestError[];
  diagnostic(): { readonly duration: number };
}

interface VitestSpecification {
  readonly moduleId: string;
  readonly pool?: string;
  readonly project: { readonly name: string };
}

interface Vitest {
  readonly config: { readonly dangerouslyIgnoreUnhandledErrors?: boolean };
  readonly logger: { printError(error: unknown, options?: object): unknown };
  readonly state: { readonly idMap: ReadonlyMap<string, { readonly file?: { readonly filepath: string } }> };
  globTestSpecifications(): Promise<readonly VitestSpecification[]>;
  runTestSpecifications(specifications: readonly VitestSpecification[], all: boolean): Promise<unknown>;
  standalone?: () => Promise<void>;
  init?: () => Promise<void>;
  close(): Promise<void>;
}

interface VitestNode {
  readonly createVitest: (mode: 'test', options: object, vite: object, streams: object) => Promise<Vitest>;
  readonly parseCLI: (words: readonly string[]) => { readonly options: object };
}

/** Runs specs in one Vitest, and tells of each as soon as it is done. */
async function main({ specs, vitest: asked }: HostRequest): Promise<void> {
  if (!asked) return;
  const require = createRequire(asked.config);
  const entry = join(dirname(require.resolve('vitest/package.json')), 'dist/node.js');
  const { createVitest, parseCLI } = (await import(pathToFileURL(entry).href)) as VitestNode;
  const { options } = parseCLI(['vitest', 'run', ...asked.args]);
  const reporter = specReporter();
  const vitest = await createVitest(
    'test',
    {
      ...options,
      ...{ root: asked.root, config: asked.config, watch: false, run: true, passWithNoTests: true, bail: 0 },
      ...{ maxWorkers: asked.workers, minWorkers: 1, reporters: [reporter.reporter] },
      ...{ sequence: { sequencer: requestedOrder(specs) }, api: false },
      ...(asked.coverage ? {} : { coverage: { enabled: false } }),
    },
    {},
    { stdout: reporter.stream, stderr: reporter.stream },
  );
  reporter.attach(vitest);
  await (vitest.standalone ?? vitest.init)?.call(vitest);
  const wanted = new Set(specs);
  const found = (await vitest.globTestSpecifications()).filter(
    ({ moduleId, project, pool }) =>
      wanted.has(moduleId) && project.name === asked.project && (pool === 'typescript') === asked.typechecks,
  );
  // Vitest 4 names no pool; where types are checked, too, both kinds are among what it finds.
  await vitest.runTestSpecifications(found, false);
  await vitest.close();
}

/** Vitest makes one for each run. */
function requestedOrder(specs: readonly string[]) {
  const places = new Map(specs.map((file, index) => [file, index]));
  const placeOf = ({ moduleId }: VitestSpecification): number => places.get(moduleId) ?? places.size;
  return class RequestedOrder {
    sort(found: readonly VitestSpecification[]): readonly VitestSpecification[] {
      return [...found].sort((a, b) => placeOf(a) - placeOf(b));
    }

    shard(found: readonly VitestSpecification[]): readonly VitestSpecification[] {
      return found; // which specs are run is decided before
    }
  };
}

function specReporter() {
  let vitest: Vitest | undefined;
  let written = '';
  const printed = new Map<string, string>();
  const started = new Map<string, number>();
  let isPrinting = false;
  const stream = new Writable({
    autoDestroy: false,
    write: (chunk: Buffer | string, _encoding, done) => {
      // What workers write belongs to no spec alone.
      if (isPrinting) written += chunk.toString();
      else process.stdout.write(chunk);
      done();
    },
  });
  // The output of each worker is piped into it, and each worker would end it.
  stream.end = () => stream;
  /** What Vitest writes of an error: with its place in the source, and the difference. */
  const printError = (error: VitestError): string => {
    written = '';
    isPrinting = true;
    vitest?.logger.printError(error, { fullStack: false, type: 'Error' });
    isPrinting = false;
    return written;
  };
  return {
    stream,
    attach: (started: Vitest) => {
      vitest = started;
    },
    reporter: {
      onTestModuleStart: ({ moduleId }: VitestModule) => {
        started.set(moduleId, Date.now());
      },
      onUserConsoleLog: ({ content, taskId = '' }: { content: string; taskId?: string }) => {
        const file = vitest?.state.idMap.get(taskId)?.file?.filepath;
        if (file === undefined) process.stdout.write(content);
        else printed.set(file, (printed.get(file) ?? '') + content);
      },
      onTestModuleEnd: (module: VitestModule) => {
        const endMs = Date.now();
        const { duration } = module.diagnostic();
        send({
          kind: 'result',
          result: {
            file: module.moduleId,
            passed: module.ok(),
            startMs: started.get(module.moduleId) ?? endMs - duration,
            endMs,
            output: outputOf(module, printed.get(module.moduleId) ?? '', printError),
          },
        });
      },
      onTestRunEnd: (_modules: readonly VitestModule[], errors: readonly VitestError[]) => {
        for (const error of vitest?.config.dangerouslyIgnoreUnhandledErrors ? [] : errors) {
          const output = `Unhandled error\n${printError(error)}`;
          const file = error.VITEST_TEST_PATH;
          const now = Date.now();
          if (file === undefined) send({ kind: 'failed', output });
          else send({ kind: 'result', result: { file, passed: false, output, startMs: now, endMs: now } });
        }
      },
    },
  };
}

function outputOf(module: VitestModule, printed: string, printError: (error: VitestError) => string): string {
  const tests = [...module.children.allTests()].map((test) => ({ name: test.fullName, ...test.result() }));
  const count = (state: string) => tests.filter((test) => test.state === state).length;
  const suites = [...module.children.allSuites()].flatMap((suite) => suite.errors());
  const failed = tests.filter(({ state }) => state === 'failed');
  const told = ['failed', 'passed', 'skipped'].flatMap((state) =>
    count(state) > 0 ? [`${count(state)} ${state}`] : [],
  );
  return [
    `${module.ok() ? 'PASS' : 'FAIL'} ${relative(process.cwd(), module.moduleId)}`,
    ...(printed === '' ? [] : [printed.trimEnd()]),
    ...[...module.errors(), ...suites].map(printError),
    ...failed.flatMap(({ name, errors = [] }) => [` × ${name}`, ...errors.map(printError)]),
    ...(told.length === 0 ? [] : [`Tests: ${told.join(', ')}`]),
  ].join('\n');
}

endWithParent();
void main(readRequest())
  .catch((error: unknown) => {
    process.exitCode = 1;
    send({ kind: 'failed', output: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  })
  .then(() => {
    // A spec may have left something behind that never ends; what was told before is on its way before this.
    process.send?.({ kind: 'done' } satisfies HostMessage, () => process.exit());
  });
