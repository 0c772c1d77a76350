module.exports = require('../../jest.preset.cjs').preset('formats');
