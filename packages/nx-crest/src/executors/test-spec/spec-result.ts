/** What became of one spec. JSON: runners run in processes of their own. */
export interface SpecResult {
  /** The spec, absolute. */
  readonly file: string;
  readonly passed: boolean;
  /** What is shown of it. */
  readonly output: string;
  /** Wall clock in ms. */
  readonly startMs: number;
  readonly endMs: number;
}

/** What a runner's process is told, in the file that its variable names. */
export interface HostRequest {
  /** Absolute, in the order in which they are to start. */
  readonly specs: readonly string[];
  /** Of Vitest. */
  readonly vitest?: {
    readonly root: string;
    readonly config: string;
    /** The name of the project. */
    readonly project: string;
    readonly args: readonly string[];
    readonly workers: number;
    readonly typechecks: boolean;
    readonly coverage: boolean;
  };
}

/** The variable that names the file with the request. */
export const REQUEST_VARIABLE = 'CREST_SPECS_REQUEST';

/** What a runner's process says: a result, or that something failed that belongs to no spec. */
export type HostMessage =
  | { readonly kind: 'result'; readonly result: SpecResult }
  | { readonly kind: 'failed'; readonly output: string }
  | { readonly kind: 'done' };
