// Runs json-rules-engine on the rules and facts of the file named on the command line; prints hits and seconds as JSON.
import { readFileSync } from 'node:fs';
import { Engine } from 'json-rules-engine';

const { rules, people } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const engine = new Engine(rules.map((conditions) => ({ conditions, event: { type: 'hit' } })));

async function round() {
  let hits = 0;
  for (const facts of people) hits += (await engine.run(facts)).events.length;
  return hits;
}

await round();
const started = process.hrtime.bigint();
const hits = await round();
process.stdout.write(JSON.stringify({ hits, seconds: Number(process.hrtime.bigint() - started) / 1e9 }));
