import { HOUR } from '@nx-crest/core';
import { sourceText } from '../source/source-text.js';
import { documentEstimate } from './document-estimate.js';

describe('documentEstimate', () => {
  it('tells what was written and where', () => {
    const source = sourceText('plan.md', 'first\nBuild (2h)');
    expect(documentEstimate(source, { start: 13, end: 15 })).toMatchObject({
      ms: 2 * HOUR,
      source: 'document',
      text: '2h',
      span: { file: 'plan.md', start: { line: 2, column: 8 }, end: { line: 2, column: 10 } },
    });
  });

  it('is undefined where the text is not a duration', () => {
    expect(documentEstimate(sourceText('plan.md', 'Build'), { start: 0, end: 5 })).toBeUndefined();
  });
});
