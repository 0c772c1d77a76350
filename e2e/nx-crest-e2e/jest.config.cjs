module.exports = {
  ...require('../../jest.preset.cjs')('e2e'),
  testMatch: ['<rootDir>/src/**/*.e2e.spec.ts'],
  globalSetup: '<rootDir>/src/rig/global-setup.cjs',
  testTimeout: 240_000,
  maxWorkers: 2,
};
