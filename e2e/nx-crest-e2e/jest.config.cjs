module.exports = {
  ...require('../../jest.preset.cjs').preset('e2e'),
  testMatch: ['<rootDir>/src/**/*.e2e.spec.ts'],
  globalSetup: '<rootDir>/src/rig/global-setup.cjs',
  testTimeout: 240_000,
  maxWorkers: 2,
};
