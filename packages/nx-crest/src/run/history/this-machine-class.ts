import { availableParallelism } from 'node:os';
import { machineClass } from './machine-class.js';

/** The class of the machine that this process runs on. */
export function thisMachineClass(): string {
  return machineClass({ platform: process.platform, arch: process.arch, cores: availableParallelism() });
}
