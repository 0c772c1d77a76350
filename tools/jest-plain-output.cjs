/** Jest setup file: what the code under test prints has no colours, whoever started the tests (Nx forces colours). */
delete process.env.FORCE_COLOR;
process.env.NO_COLOR = '1';
