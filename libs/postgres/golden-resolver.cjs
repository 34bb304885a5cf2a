const { basename, dirname, join } = require('node:path');

// Golden files stand in `__golden__` beside their spec, as everywhere in this repository.
module.exports = {
  resolveSnapshotPath: (spec, extension) => join(dirname(spec), '__golden__', basename(spec) + extension),
  resolveTestPath: (golden, extension) =>
    join(dirname(dirname(golden)), basename(golden).slice(0, -extension.length)),
  testPathForConsistencyCheck: 'src/some.spec.ts',
};
