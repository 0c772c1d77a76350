/** Turns the ways in which a run is told to stop into one signal. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the process its own behaviour back. */
  dispose(): void;
}

/** `disconnect`: Nx itself is gone, killed perhaps, and nobody else will end what we started. */
const EVENTS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;

/** Listens from now on; the signal's reason names the event. */
export function watchInterruption(emitter: NodeJS.EventEmitter = process): Interruption {
  const controller = new AbortController();
  const listeners = EVENTS.map((event) => {
    const listener = () => {
      controller.abort(new Error(event === 'disconnect' ? 'Nx ended' : `received ${event}`));
    };
    emitter.on(event, listener);
    return { event, listener };
  });
  return {
    signal: controller.signal,
    dispose: () => {
      for (const { event, listener } of listeners) emitter.off(event, listener);
    },
  };
}
