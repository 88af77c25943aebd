import type { WireEventLabel } from '../../discovery/wire-types.generated.ts';

/** Labels of the studio. The colour of the last one is one of Google's eleven event colours; the others are not. */
export const ON_SITE_LABEL = {
  id: '6f1c2a84-0f4e-4b8e-9a57-3d1f0c7be211',
  name: 'On site',
  backgroundColor: '#ad1457',
} as const satisfies WireEventLabel;

export const CLIENTS_LABEL = {
  id: 'b93e5d10-7c26-4f0a-8d64-52a7e90cf3d8',
  name: 'Clients',
  backgroundColor: '#009688',
} as const satisfies WireEventLabel;

export const MONEY_LABEL = {
  id: '2d7a9be6-41c3-4e95-b0f8-c86e13a5d47f',
  name: 'Money',
  backgroundColor: '#039be5',
} as const satisfies WireEventLabel;

export const STUDIO_LABELS: readonly WireEventLabel[] = [ON_SITE_LABEL, CLIENTS_LABEL, MONEY_LABEL];
