import type { CpuInfo } from 'node:os';

/** Time that all CPUs together were busy since the machine was started; of `os.cpus()`. *Units*: milliseconds. */
export function busyTime(cpus: readonly Pick<CpuInfo, 'times'>[]): number {
  return cpus.reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}
