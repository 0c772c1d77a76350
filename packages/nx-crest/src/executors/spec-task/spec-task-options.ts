/** Options of a target that `nx-crest:spec-task` executes; the plugin writes them (`schemas/spec-task.schema.json`). */
export interface SpecTaskOptions {
  /** The planning document, from the workspace root. */
  readonly document: string;
  /** Which plan of a document that holds several. */
  readonly tag?: string;
  /** Id of the task; without it the errors of the document are told, and the run fails. */
  readonly task?: string;
  /** What the task waits for and no plan of the workspace has; then it does not start. */
  readonly unknown?: readonly string[];
  /** A program and its arguments. */
  readonly command?: readonly string[];
}
