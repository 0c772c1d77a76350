import type ts from 'typescript';
import type { ModuleNames } from './module-names.js';
import type { ModuleRecord } from './module-record.js';
import type { StaticPath } from './static-path.js';

/** A module that is being read. */
export interface ModuleReading {
  readonly source: ts.SourceFile;
  readonly record: ModuleRecord;
  readonly evaluate: StaticPath;
  readonly names: ModuleNames;
  /** Calls that load a module of which only these things are taken. */
  readonly taken: Map<ts.Node, readonly string[]>;
  /** Texts that are taken down as names of modules. */
  readonly referred: Set<ts.Node>;
}
