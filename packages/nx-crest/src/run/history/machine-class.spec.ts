import { machineClass } from './machine-class.js';

it('a machine class is platform, architecture and cores', () => {
  expect(machineClass({ platform: 'linux', arch: 'x64', cores: 2 })).toBe('linux-x64-2');
});
