export { localCopies as ɵlocalCopies } from './local-copies';
