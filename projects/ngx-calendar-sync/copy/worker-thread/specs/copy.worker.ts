import { runCopyWorker } from '../load-copy-worker';
import { readJsonPage } from './json-pages';

void runCopyWorker(readJsonPage);
