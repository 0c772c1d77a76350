import { registry } from '@nx-crest/formats/places';
import type { CreateNodes, CreateNodesResult, NxJsonConfiguration, ProjectConfiguration } from '../nx/devkit.js';
import { getAllFileDataInContext, logger, workspaceDataDirectoryForWorkspace } from '../nx/devkit.js';
import { expireStoredGraph } from '../nx/stored-graph.js';
import { errorCode } from '../nx/error-code.js';
import { readUnitFiles, type UnitBytes } from '../run/unit-files.js';
import { realFile } from '../run/workspace-path.js';
import { findDocuments, findFilesWithNx, type FindFiles, type FoundDocument } from './find-documents.js';
import { normalizeOptions, type NormalizedPluginOptions } from './options.js';
import { outsideFinder, type PlanProject } from './outside-dependencies.js';
import { openPlanCache, planKey, type PlanCache } from './plan-cache.js';
import type { PlannedDocument, PlannedPlan } from './planned-document.js';
import { nameProjects, projectRoot, type SpecUnit } from './project-names.js';
import { takenNames } from './taken-names.js';
import { makeTargets, withOutside } from './targets.js';

/**
 * Where every format keeps its documents. Documents elsewhere are named in the option `documents`: Nx asks this plugin
 * again whenever any file of the workspace changed, so these need not match.
 */
export const PLANNING_GLOB = `{${registry.flatMap(({ globs }) => globs).join(',')}}`;

/** What a graph is made of; tests pass their own. */
export interface GraphInput {
  readonly workspaceRoot: string;
  readonly options: unknown;
  readonly nxJson: NxJsonConfiguration;
  /** Documents that Nx found with `PLANNING_GLOB`. */
  readonly files: readonly string[];
  readonly findFiles: FindFiles;
  readonly cacheFolder: string | undefined;
}

/** Each planning document becomes a project of its own, each of its tasks a target. */
export const createNodes: CreateNodes = [
  PLANNING_GLOB,
  async (files, options, { workspaceRoot, nxJsonConfiguration }) => {
    const cacheFolder = workspaceDataDirectoryForWorkspace(workspaceRoot);
    const nxJson = nxJsonConfiguration;
    const input = { workspaceRoot, options, nxJson, files, findFiles: findFilesWithNx, cacheFolder };
    const planned = await makeNodes(input);
    const { testSpecs, diagnostics } = normalizeOptions(options);
    for (const { code, message } of diagnostics) logger.warn(`${code} nx.json: ${message}`);
    if (!testSpecs) return planned;
    // Who does not ask for it pays nothing for it.
    const { rememberedCompanions } = await import('./test-specs/remembered-companions.js');
    const listed = await getAllFileDataInContext(workspaceRoot);
    const taken = planned.flatMap(([, { projects: made = {} }]) =>
      Object.values(made).flatMap(({ name }) => name ?? []),
    );
    const projects = await rememberedCompanions({
      workspaceRoot,
      nxJson,
      option: testSpecs,
      listed,
      cacheFolder,
      taken,
    });
    return [...planned, ['nx.json', { projects }]];
  },
];

/** The projects of all documents, by document. Never throws for what a document or an option says. */
export async function makeNodes(input: GraphInput): Promise<[string, CreateNodesResult][]> {
  const { workspaceRoot, findFiles } = input;
  const normal = normalizeOptions(input.options);
  const { documents, diagnostics } = await findDocuments(workspaceRoot, input.files, normal.documents, findFiles);
  const options = { ...normal, diagnostics: [...normal.diagnostics, ...diagnostics] };
  const cache = openPlanCache(input.cacheFolder, input.options ?? {});
  const planned = await Promise.all(documents.map((document) => readPlanned(document, options, workspaceRoot, cache)));
  if (cache.save() && input.cacheFolder !== undefined) expireStoredGraph(input.cacheFolder);
  const units = planned.flat();
  if (units.length === 0) return [];

  const names = nameProjects(units, await takenNames(workspaceRoot, findFiles), options.namePrefix);
  const reserved = new Set(Object.keys(input.nxJson.targetDefaults ?? {}));
  const projects = units.map((unit, index): PlanProject => {
    const { command, umbrella } = options;
    const targets = makeTargets(unit.plan, { ...unit, command, umbrella, reserved });
    return { ...unit, name: names[index] ?? projectRoot(unit), targets };
  });
  const findOutside = outsideFinder(projects);
  const byDocument = new Map<string, Record<string, ProjectConfiguration>>();
  for (const [index, unit] of units.entries()) {
    const project = projects[index];
    if (!project) continue;
    const made = byDocument.get(unit.document) ?? {};
    byDocument.set(unit.document, made);
    made[projectRoot(unit)] = makeProject(unit, withOutside(project, findOutside(project)));
  }
  return [...byDocument].map(([document, made]) => [fileOf(document, units), { projects: made }]);
}

/** Nx wants a file that a project comes from; of a folder any of its documents will do. */
function fileOf(document: string, units: readonly PlannedUnit[]): string {
  return units.find((unit) => unit.document === document)?.file ?? document;
}

interface PlannedUnit extends SpecUnit {
  readonly plan: PlannedPlan;
  readonly isFolder: boolean;
  /** A file that it was read from. */
  readonly file: string;
}

async function readPlanned(
  { path, named }: FoundDocument,
  options: NormalizedPluginOptions,
  workspaceRoot: string,
  cache: PlanCache,
): Promise<readonly PlannedUnit[]> {
  const unit = await readUnit(workspaceRoot, path);
  const broken: PlannedPlan = { nodes: [], broken: true };
  const place = { document: path, isFolder: false, file: path };
  const explained = [{ ...place, plan: broken }];
  if (unit === 'unreadable') return explained;
  if (unit === undefined) return named ? explained : [];
  const document = await planUnit(unit, options, cache);
  if (document.noTasks && named) return explained;
  const { isFolder, documents } = unit;
  return document.plans.map((plan) => ({
    document: path,
    isFolder,
    file: documents[0]?.path ?? path,
    tag: plan.tag,
    // With a wrong option it is not known what should run.
    plan: options.diagnostics.length > 0 ? { ...plan, ...broken } : plan,
  }));
}

async function planUnit(
  unit: UnitBytes,
  { without }: NormalizedPluginOptions,
  cache: PlanCache,
): Promise<PlannedDocument> {
  const key = planKey(without, unit);
  const known = cache.get(key);
  if (known) return known;
  // Loads the parsers: most graphs need none.
  const { planDocument } = await import('./plan-document.js');
  const document = planDocument(unit, without);
  cache.set(key, document);
  return document;
}

/** `undefined` where there is no such document or folder, or none inside the workspace. */
async function readUnit(workspaceRoot: string, path: string): Promise<UnitBytes | 'unreadable' | undefined> {
  try {
    const file = await realFile(workspaceRoot, path);
    return file === undefined ? undefined : await readUnitFiles(file, path);
  } catch (error) {
    return ABSENT.has(errorCode(error) ?? '') ? undefined : 'unreadable';
  }
}

/** Nothing that could be a document, as opposed to one that may not be read. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

function makeProject(
  { document, tag, plan }: PlannedUnit,
  { name, targets }: Pick<PlanProject, 'name' | 'targets'>,
): ProjectConfiguration {
  const place = tag === undefined ? { document } : { document, tag };
  return {
    root: projectRoot({ document, tag }),
    name,
    targets,
    metadata: {
      description: plan.title ?? document,
      technologies: ['nx-crest'],
      ...{ crest: place }, // Nx keeps what its own type does not know
    },
  };
}
