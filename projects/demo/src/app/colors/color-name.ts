/** Google's names of colours, which the library has in English. */
const COLOR_NAMES = new Map([
  ['Amethyst', $localize`:@@colors.amethyst:Amethyst`],
  ['Avocado', $localize`:@@colors.avocado:Avocado`],
  ['Banana', $localize`:@@colors.banana:Banana`],
  ['Basil', $localize`:@@colors.basil:Basil`],
  ['Birch', $localize`:@@colors.birch:Birch`],
  ['Blueberry', $localize`:@@colors.blueberry:Blueberry`],
  ['Cherry Blossom', $localize`:@@colors.cherryBlossom:Cherry Blossom`],
  ['Citron', $localize`:@@colors.citron:Citron`],
  ['Cobalt', $localize`:@@colors.cobalt:Cobalt`],
  ['Cocoa', $localize`:@@colors.cocoa:Cocoa`],
  ['Eucalyptus', $localize`:@@colors.eucalyptus:Eucalyptus`],
  ['Flamingo', $localize`:@@colors.flamingo:Flamingo`],
  ['Grape', $localize`:@@colors.grape:Grape`],
  ['Graphite', $localize`:@@colors.graphite:Graphite`],
  ['Lavender', $localize`:@@colors.lavender:Lavender`],
  ['Mango', $localize`:@@colors.mango:Mango`],
  ['Peacock', $localize`:@@colors.peacock:Peacock`],
  ['Pistachio', $localize`:@@colors.pistachio:Pistachio`],
  ['Pumpkin', $localize`:@@colors.pumpkin:Pumpkin`],
  ['Radicchio', $localize`:@@colors.radicchio:Radicchio`],
  ['Sage', $localize`:@@colors.sage:Sage`],
  ['Tangerine', $localize`:@@colors.tangerine:Tangerine`],
  ['Tomato', $localize`:@@colors.tomato:Tomato`],
  ['Wisteria', $localize`:@@colors.wisteria:Wisteria`],
]);

/** The name of one of Google's colours in the app's language. */
export function colorName(english: string): string {
  return COLOR_NAMES.get(english) ?? english;
}
