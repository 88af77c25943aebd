export { resolveOutlookConfig as ɵresolveOutlookConfig } from './config/resolved-outlook-config';
