// Runs a program for as long as standard input stays open, then ends it and removes its folder:
//   node keep.cjs FOLDER PROGRAM ARGUMENTS…
// A test run that is killed closes the pipe, so no server outlives it.
const { spawn } = require('node:child_process');
const { rmSync } = require('node:fs');

const [folder, program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
process.stdin.resume();
process.stdin.on('end', () => {
  child.kill();
  setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill());
