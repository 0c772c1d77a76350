/** Results that come as they like, one after the other for whoever asks. */
export interface ResultQueue<T> {
  readonly add: (result: T) => void;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
  readonly results: () => AsyncGenerator<T>;
}

/** Keeps results until they are asked for. */
export function resultQueue<T>(): ResultQueue<T> {
  const waiting: T[] = [];
  let isOver = false;
  let failure: { readonly error: unknown } | undefined;
  let wake: () => void = () => undefined;
  return {
    add: (result) => {
      waiting.push(result);
      wake();
    },
    end: () => {
      isOver = true;
      wake();
    },
    fail: (error) => {
      failure = { error };
      wake();
    },
    results: async function* () {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else if (failure) throw failure.error;
        else if (isOver) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
  };
}
