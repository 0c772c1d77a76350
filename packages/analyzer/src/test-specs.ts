/** What a test may observe. Apart from the rest, because it loads a compiler. */
export { moduleGraph, type FactsCache, type GraphSettings, type ModuleGraph } from './closure/module-graph.js';
export type { Alias, InstalledPackage, ResolverSettings } from './closure/resolution.js';
export { programOf, type ProgramParts } from './source/program-of.js';
export { pathTo } from './closure/spec-closure.js';
export { specDigest, type DigestContext } from './closure/spec-digest.js';
export { specInputs, type SpecInputs, type SpecSubject } from './closure/spec-inputs.js';
export type { Widening, WideningExtent, WideningReason } from './closure/widening.js';
export type { WorkspaceFiles } from './closure/workspace-files.js';
