import type { AddressInfo } from 'node:net';
import express from 'express';
import { readEnvironment } from '../environment.ts';
import { createNodeListener } from '../node.ts';

/** An Express app that has mounted the token server under a path; specs start it as a process. */
const { options, port: PORT } = readEnvironment(process.env, {
  log: (line) => process.stdout.write(`${line}\n`),
});
const app = express();
app.use('/api/google', createNodeListener(options));
app.use(express.urlencoded());
app.get('/', (_request, response) => {
  response.send('The app itself.');
});
const server = app.listen(PORT, () => {
  const { port: chosen } = server.address() as AddressInfo;
  process.stdout.write(`listening on http://localhost:${chosen}\n`);
});
