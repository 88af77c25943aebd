export {
  createNodeListener,
  type NodeListener,
  type NodeTokenServerOptions,
} from './node/node-listener.ts';
export { startTokenServer, type ListeningOptions, type TokenServer } from './node/token-server.ts';
