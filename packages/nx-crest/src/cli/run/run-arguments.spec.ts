import { readRunArguments } from './run-arguments.js';

function read(line: string) {
  return readRunArguments(line === '' ? [] : line.split(' '));
}

const nxArgv = (line: string): string => read(line).arguments.nxArgv.join(' ');

describe('readRunArguments', () => {
  it.each([
    ['-t build test', 'run-many -t build test'],
    ['--targets=build -p tag:x --exclude a:b', 'run-many --targets=build -p tag:x --exclude a:b'],
    ['--target build', 'run-many --target build'],
    ['-t=build', 'run-many -t=build'],
    ['-tbuild', 'run-many -tbuild'],
    ['--affected -t build', 'affected -t build'],
    ['-t build --base=main --affected', 'affected -t build --base=main'],
    ['a:build', 'run a:build'],
    ['a:build:production --verbose', 'run a:build:production --verbose'],
    ['--parallel=auto --json x a:build', 'run a:build'],
    ['a:build -t 5', 'run a:build -t 5'],
  ])('%s becomes nx %s', (given, expected) => {
    expect(nxArgv(given)).toBe(expected);
    expect(read(given).diagnostics).toEqual([]);
  });

  it.each([
    '-t build --parallel=3 --parallel 4 --nxBail --dryRun --graph=x.json -c production --verbose',
    '-t build --parallel --batch=false --no-cloud --output-style stream',
  ])('hands every flag of Nx over as it is: %s', (flags) => {
    expect(nxArgv(flags)).toBe(`run-many ${flags}`);
  });

  it('touches nothing behind --', () => {
    const behind = '-- --affected --json x --parallel=auto --help a:b';
    expect(nxArgv(`-t build ${behind}`)).toBe(`run-many -t build ${behind}`);
    expect(read(`-t build ${behind}`).arguments).toMatchObject({ parallelAuto: false, help: false });
    expect(read(`-t build ${behind}`).arguments.json).toBeUndefined();
  });

  it.each(['-t build --parallel=auto', '--parallel auto -t build'])('takes %s for itself', (line) => {
    expect(read(line).arguments).toEqual({ nxArgv: ['run-many', '-t', 'build'], parallelAuto: true, help: false });
  });

  it.each(['-t build --json=out/run.json', '--json out/run.json -t build'])('reads the report file of %s', (line) => {
    expect(read(line).arguments.json).toBe('out/run.json');
    expect(nxArgv(line)).toBe('run-many -t build');
  });

  it.each(['-t build --help', '-h', '--help'])('asks for help with %s, and for nothing else', (line) => {
    expect(read(line)).toMatchObject({ arguments: { help: true }, diagnostics: [] });
  });

  it.each([
    ['', /^crest run should be given what to run: "-t <targets>"/],
    ['-p a', /^crest run should be given what to run/],
    ['-p tag:api', /^crest run should be given what to run: "-t <targets>"/],
    ['--skip-nx-cache a:build', /^crest run should be given what to run: .* "<project>:<target>" before all flags$/],
    ['build', /^build should be one of "-t <targets>"/],
    ['-- -t build', /^crest run should be given what to run/],
    ['-t build --json', /^--json should be followed by the file to write/],
    ['-t build --json= --parallel=2', /^--json should be followed by the file to write/],
    ['--json -t build', /^--json should be followed by the file to write/],
    ['a:build --affected', /^--affected should be left out: "a:build" names one task/],
  ])('refuses "%s" and says what is missing', (line, expected) => {
    const { diagnostics } = read(line);
    expect(diagnostics.map((found) => [found.code, found.message])).toEqual([
      ['CREST401', expect.stringMatching(expected)],
    ]);
  });
});
