module.exports = require('../../jest.preset.cjs').preset('nx-crest');
