/** Which files are specs. Apart from `test-specs`, because every project graph asks it and it needs no compiler. */
export { selectSpecs, type SpecSelection } from './closure/select-specs.js';
export type { WorkspaceFiles } from './closure/workspace-files.js';
