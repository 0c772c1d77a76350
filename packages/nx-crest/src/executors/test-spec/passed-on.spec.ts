import { readPassedOn } from './passed-on.js';

const PLAIN = { args: [], nodeArgs: [], isInteractive: false, hasEffects: false, wantsCoverage: false };

it.each([
  [undefined, PLAIN],
  [['--testNamePattern=x'], { ...PLAIN, args: ['--testNamePattern=x'] }],
  [['-t', 'x'], { ...PLAIN, args: ['-t', 'x'] }],
  [['--coverage'], { ...PLAIN, args: ['--coverage'], hasEffects: true, wantsCoverage: true }],
  [['--coverage=false'], { ...PLAIN, args: ['--coverage=false'] }],
  [['-u'], { ...PLAIN, args: ['-u'], hasEffects: true }],
  [['--watch'], { ...PLAIN, args: ['--watch'], isInteractive: true }],
  [['--watch=false'], { ...PLAIN, args: ['--watch=false'] }],
  [['--inspect-brk=0'], { ...PLAIN, nodeArgs: ['--inspect-brk=0'], isInteractive: true }],
  [['--batch', '--verbose', '--outputStyle=static'], PLAIN],
])('%j', (unparsed, expected) => {
  expect(readPassedOn(unparsed)).toEqual(expected);
});
