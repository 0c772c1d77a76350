import type { TaskStatus } from '@nx-crest/core';
import { statusOfText } from './status-of-text.js';
import { wordForStatus } from './word-for-status.js';

describe('statusOfText', () => {
  it.each<[string, TaskStatus | undefined]>([
    ['✅', 'done'],
    ['✔️', 'done'],
    ['done (#12)', 'done'],
    ['**Completed**', 'done'],
    ['[x]', 'done'],
    ['[ ]', 'todo'],
    ['- [~] half', 'in-progress'],
    ['Pending', 'todo'],
    ['Not started', 'todo'],
    ['❌ Not started', 'todo'],
    ['in_progress', 'in-progress'],
    ['In Progress – 50 %', 'in-progress'],
    ['⛔ Blocked by legal', 'blocked'],
    ['On hold', 'deferred'],
    ['Cancelled', 'cancelled'],
    ['❌', 'cancelled'],
    ['soonish', undefined],
    ['', undefined],
    ['[__proto__]', undefined],
  ])('reads %j as %s', (text, status) => {
    expect(statusOfText(text)).toBe(status);
  });
});

describe('wordForStatus', () => {
  it('takes the text that the document has for that status', () => {
    expect(wordForStatus('done', ['Pending', 'Shipped', '✅ done'], 'Pending')).toBe('Shipped');
  });

  it('does not copy what is said of one task', () => {
    expect(wordForStatus('done', ['done (#12)', 'todo'], 'todo')).toBe('done');
  });

  it.each([
    ['[ ]', '[x]'],
    ['⬜', '✅'],
    ['TODO', 'DONE'],
    ['Pending', 'Done'],
    ['pending', 'done'],
    ['', 'done'],
  ])('writes "done" in the manner of %j as %j', (current, word) => {
    expect(wordForStatus('done', [], current)).toBe(word);
  });

  it('takes its manner from the first text where the cell is empty', () => {
    expect(wordForStatus('in-progress', ['', 'Open'], '')).toBe('In Progress');
  });

  it('writes texts that mean the status', () => {
    for (const status of ['todo', 'in-progress', 'blocked', 'done', 'deferred', 'cancelled'] as const) {
      for (const current of ['[ ]', '⬜', 'TODO', 'Pending', 'pending', '', '—']) {
        expect(statusOfText(wordForStatus(status, [], current))).toBe(status);
      }
    }
  });
});
