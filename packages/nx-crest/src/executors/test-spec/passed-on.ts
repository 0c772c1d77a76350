/** What the command line asks of the runner, besides what it does anyway. */
export interface PassedOn {
  /** Words for the runner. */
  readonly args: readonly string[];
  /** Options for Node, in front of the runner. */
  readonly nodeArgs: readonly string[];
  /** The runner keeps the terminal: it watches, or a debugger is attached. */
  readonly isInteractive: boolean;
  /** More happens than a result, so that no earlier result can stand for it: coverage, new snapshots. */
  readonly hasEffects: boolean;
  /** Coverage is asked for. */
  readonly wantsCoverage: boolean;
}

const INTERACTIVE = /^(--watch(All)?|-w|--ui|--inspect(-brk|-wait)?)(=|$)/;
const EFFECTS = /^(--coverage|--collectCoverage|-u$|--update|--updateSnapshot|--outputFile|--reporters?)\b/;
/** Decided by Nx or by us. */
const IGNORED = /^--(batch|parallel|verbose|output-?style|skip-?nx-?cache|nx-?bail)(=|$)/i;

/** Reads what stands behind the target on the command line. */
export function readPassedOn(unparsed: readonly string[] = []): PassedOn {
  const words = unparsed.filter((word) => !IGNORED.test(word));
  const isOff = (word: string): boolean => /=false$/.test(word);
  const isForNode = (word: string): boolean => /^--inspect/.test(word);
  return {
    args: words.filter((word) => !isForNode(word)),
    nodeArgs: words.filter(isForNode),
    isInteractive: words.some((word) => INTERACTIVE.test(word) && !isOff(word)),
    hasEffects: words.some((word) => (EFFECTS.test(word) || word === '-u') && !isOff(word)),
    wantsCoverage: words.some((word) => /^--(coverage|collectCoverage)\b/.test(word) && !isOff(word)),
  };
}
