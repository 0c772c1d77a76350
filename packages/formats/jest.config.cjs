module.exports = require('../../jest.preset.cjs')('formats');
