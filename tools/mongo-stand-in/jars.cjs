const { execFile } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const POM = path.join(__dirname, 'pom.xml');
const CACHE = path.resolve(__dirname, '../../.cache/mongo-stand-in');

/** The folder with the stand-in's jars, fetched once for each version of pom.xml. */
async function standInJars() {
  const digest = createHash('sha256').update(fs.readFileSync(POM)).digest('hex').slice(0, 12);
  const folder = path.join(CACHE, digest);
  if (fs.existsSync(folder)) return folder;
  fs.mkdirSync(CACHE, { recursive: true });
  // Two test processes may fetch at once: each into a folder of its own, and the first to rename wins.
  const own = fs.mkdtempSync(path.join(CACHE, 'fetch-'));
  try {
    await maven(['-q', '-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${own}`]);
    try {
      fs.renameSync(own, folder);
    } catch (error) {
      if (!fs.existsSync(folder)) throw error;
    }
  } finally {
    fs.rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

function maven(args) {
  return new Promise((resolve, reject) => {
    execFile('mvn', args, { timeout: 300_000, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`mvn ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error }));
      else resolve();
    });
  });
}

module.exports = { standInJars };
