// The local copies of any provider's accounts, loaded by apps that name the feature.
export { type CopyContext as ɵCopyContext, localCopies as ɵlocalCopies } from './local-copies';
