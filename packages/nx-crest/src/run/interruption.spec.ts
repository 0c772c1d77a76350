import { EventEmitter } from 'node:events';
import { watchInterruption } from './interruption.js';

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])('%s ends the run', (event) => {
  const emitter = new EventEmitter();
  const { signal } = watchInterruption(emitter);
  expect(signal.aborted).toBe(false);
  emitter.emit(event);
  expect(signal.aborted).toBe(true);
});

test('the reason says what happened', () => {
  const emitter = new EventEmitter();
  const { signal } = watchInterruption(emitter);
  emitter.emit('SIGHUP');
  expect(() => {
    signal.throwIfAborted();
  }).toThrow('received SIGHUP');
});

test('afterwards nobody listens', () => {
  const emitter = new EventEmitter();
  watchInterruption(emitter).dispose();
  expect(emitter.eventNames()).toEqual([]);
});
