// Serves the bare repositories of a folder over git's smart HTTP, on a port of its own choice, which it prints. A
// process of its own, because the measuring one blocks while it waits. Called by `over-http.mjs`: FOLDER.
import { serveWithFaults } from '../test/support/fault-proxy.ts';

const [folder = '.'] = process.argv.slice(2);
const server = await serveWithFaults({ root: folder });
process.stdout.write(`${server.url}\n`);
