import { asciiTree } from './ascii-tree/index.js';
import { kiro } from './kiro/index.js';
import type { PlanFormat } from './plan-format.js';
import { specKit } from './spec-kit/index.js';
import { taskMaster } from './task-master/index.js';
import { waveTable } from './wave-table/index.js';

/** Every planning format, in the order in which ties of detection are decided. */
export const formats: readonly PlanFormat[] = [specKit, kiro, taskMaster, waveTable, asciiTree];
