// The local copies of any provider's accounts, loaded by apps that name the feature.
export { localCopies as ɵlocalCopies } from './local-copies';
