import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { selectSpecs } from '@nx-crest/analyzer/select-specs';
import { compareText, diagnostic, type Diagnostic } from '@nx-crest/core/model';
import { explainUnder, type ConfiguredGraph } from '../explain-spec.js';
import { allConfigurations, type ConfigurationFile } from '../find-configurations.js';
import { readAllConfigurations } from '../read-configurations.js';
import { rememberedFacts } from '../memory/remembered-facts.js';
import { specGraph } from '../spec-graphs.js';
import type { SpecWorkspace } from '../spec-workspace.js';
import { missesOf, type Miss, type ObservedPlace } from './compare-with-inputs.js';
import { recordSpec } from './record-spec.js';

/** What is audited. */
export interface AuditRequest {
  /** Only these specs; all of them where there are none. */
  readonly specs: readonly string[];
  /** At most so many, chosen by their names: the same for the same seed. */
  readonly sample?: number;
  readonly seed: string;
}

/** One spec under one configuration, after its run. */
export interface AuditedSpec {
  readonly spec: string;
  readonly runner: 'jest' | 'vitest';
  readonly configFile: string;
  readonly name: string;
  /** How many files of the workspace were read. */
  readonly filesRead: number;
  readonly misses: readonly Miss[];
  /** 0 where the spec passed. */
  readonly exitCode: number | null;
}

/** Runs specs, one at a time, and compares what they read with what counts for them. `done` is told of each. */
export async function auditSpecs(
  request: AuditRequest,
  workspace: SpecWorkspace,
  done: (audited: AuditedSpec, index: number, count: number) => void,
): Promise<{ readonly audited: readonly AuditedSpec[]; readonly diagnostics: readonly Diagnostic[] }> {
  const { subjects, diagnostics } = await findSubjects(request.specs, workspace);
  const chosen = sampled(subjects, request);
  const audited: AuditedSpec[] = [];
  for (const subject of chosen) {
    const found = await audit(subject, workspace);
    audited.push(found);
    done(found, audited.length, chosen.length);
  }
  const missing = request.specs.filter((spec) => !subjects.some((subject) => subject.spec === spec));
  return { audited, diagnostics: [...diagnostics, ...missing.map((spec) => diagnostic('CREST502', { spec }))] };
}

interface AuditSubject extends ConfiguredGraph {
  readonly spec: string;
  readonly file: ConfigurationFile;
}

async function findSubjects(
  wanted: readonly string[],
  { workspaceRoot, files, configured, environmentOf }: SpecWorkspace,
) {
  const facts = rememberedFacts();
  const subjects: AuditSubject[] = [];
  const diagnostics: Diagnostic[] = [];
  const asked = allConfigurations(files, configured).filter(({ path }) => {
    const folder = posix.dirname(path);
    return wanted.length === 0 || folder === '.' || wanted.some((spec) => spec.startsWith(`${folder}/`));
  });
  const answers = await readAllConfigurations(asked, { workspaceRoot, environmentOf });
  for (const [index, file] of asked.entries()) {
    const read = answers[index];
    diagnostics.push(...(read?.diagnostics ?? []));
    for (const configuration of read?.configurations ?? []) {
      const graph = specGraph(configuration, { files, workspaceRoot, facts });
      const specs = selectSpecs(configuration.selection, files, workspaceRoot);
      const chosen = wanted.length === 0 ? specs : specs.filter((spec) => wanted.includes(spec));
      subjects.push(...chosen.map((spec) => ({ spec, file, configuration, graph })));
    }
  }
  return { subjects, diagnostics };
}

/** By the hash of seed and name, so that a sample is spread over the workspace; then in order. */
function sampled(subjects: readonly AuditSubject[], { sample, seed }: AuditRequest): readonly AuditSubject[] {
  const keyOf = ({ spec, configuration: { configFile, name } }: AuditSubject) => [spec, configFile, name].join('\0');
  const ordered = [...subjects].sort((a, b) => compareText(keyOf(a), keyOf(b)));
  if (sample === undefined || sample >= ordered.length) return ordered;
  const rank = (subject: AuditSubject) =>
    createHash('sha256')
      .update(`${seed}\0${keyOf(subject)}`)
      .digest('hex');
  const chosen = new Set(ordered.toSorted((a, b) => compareText(rank(a), rank(b))).slice(0, sample));
  return ordered.filter((subject) => chosen.has(subject));
}

async function audit(
  { spec, file, configuration, graph }: AuditSubject,
  workspace: SpecWorkspace,
): Promise<AuditedSpec> {
  const { workspaceRoot, files } = workspace;
  // Before the run: what it makes must not look as if it had been there.
  const { inputs } = explainUnder(spec, { configuration, graph }, workspace);
  const { observed, exitCode } = await recordSpec(spec, { configuration, file, workspaceRoot });
  const place: ObservedPlace = {
    isFile: (path) => files.hashOf(path) !== undefined,
    isOutput: (path) => existsSync(join(workspaceRoot, path)),
    filesIn: (folder, isTree) =>
      files.paths.filter((path) =>
        isTree ? folder === '' || path.startsWith(`${folder}/`) : posix.dirname(path) === (folder || '.'),
      ),
  };
  const read = new Set(
    observed.filter(({ event, path }) => event === 'read' && place.isFile(path)).map(({ path }) => path),
  );
  const { runner, configFile, name } = configuration;
  return {
    ...{ spec, runner, configFile, name, exitCode },
    filesRead: read.size,
    misses: missesOf(observed, inputs, place),
  };
}
