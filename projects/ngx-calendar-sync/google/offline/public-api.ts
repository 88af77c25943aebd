export { localCopies as ɵlocalCopies } from './local-copies';
export { occurrencesOf as ɵoccurrencesOf } from './occurrences';
