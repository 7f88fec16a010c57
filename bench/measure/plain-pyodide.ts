import { loadPyodide } from 'pyodide';

/** Loads Pyodide as its manual says, does an empty tick, and says so; then waits for its end of input. */
const pyodide = await loadPyodide();
pyodide.runPython('def tick():\n    pass\n\ntick()');
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
process.stdout.write('ready\n');
