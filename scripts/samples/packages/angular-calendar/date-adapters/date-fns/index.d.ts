import type { DateAdapter } from 'angular-calendar';

export declare function adapterFactory(): DateAdapter;
