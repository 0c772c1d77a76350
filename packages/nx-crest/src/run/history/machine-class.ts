/** What a machine class is made of. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** `os.availableParallelism()`. */
  readonly cores: number;
}

/** Machines on which tasks are taken to last equally long. *Example*: `linux-x64-2`. */
export function machineClass({ platform, arch, cores }: Machine): string {
  return `${platform}-${arch}-${cores}`;
}
