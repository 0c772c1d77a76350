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
}
