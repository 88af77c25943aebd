/** A description as Google's editor writes it: HTML with links, lists and line breaks. */
export const HANGING_PLAN_HTML =
  '<b>Hanging plan, third round</b><br>' +
  'Please look at the <i>east wall</i> before we meet:' +
  '<ul><li>the three lanterns hang <u>20 cm lower</u> than in the model</li>' +
  '<li>cable routes: see <a href="https://studio-halde.example/plans/east?rev=3&amp;view=top">revision 3</a></li>' +
  '<li>Haruki asks for 50 lx at most on the paper works</li></ul>' +
  'Thank you all!';

/** A description with scripts. Clients must show it without running them. */
export const HOSTILE_HTML =
  'Volunteers for the clean-up, please sign here:<br>' +
  '<script>document.title = "run by a description"</script>' +
  '<img src="x" onerror="document.title = \'run by an image\'">' +
  '<a href="javascript:document.title=1">the list</a> &amp; bring gloves <3';

export const PACKING_LIST = `What we said on the phone:

- Ada: tent (the green one, the blue one leaks), stove, two mugs, the good coffee
- Jonas: paddles, pump, repair kit, first-aid bag, sun cream
- Felix: sleeping mats, the big pot, matches, playing cards
- Sofía: bread, cheese, tomatoes, a melon if she finds a ripe one

The boats are booked until Sunday, 18:00. The key of the boathouse is behind the third flower pot from the left, and Mr Krause likes to be greeted. Between the second and the third lock there is no shop, so we carry water for a day and a half. If it rains on Friday we start from Fürstenberg instead; the campsite there knows about us and takes bookings until noon.

Last year we forgot the tin opener. THE TIN OPENER.`;

export const LIGHTING_BRIEF = `Brief for the exhibition "Glass, Breath, Fire"

The first room is dark. Visitors come in from daylight, so their eyes need about forty seconds: the corridor should take that long to walk. One lamp at the end of it, low and warm, gives the direction.

In the second room the bowls stand in rows, lit from below through the table. Each bowl has its own dimmer, because the blues swallow twice as much light as the ambers. Nothing above 150 lx on the labels, and no light at all that moves; the guards asked for that, they stand there for eight hours.

The furnace film runs in the third room. It is the only white in the whole exhibition, and it should feel like opening a door.

The shop is bright and ordinary on purpose. People should notice there that they have been somewhere else.

Open questions: who pays for the second transformer, may the emergency signs be dimmed to the legal minimum, and can the cleaners work with the house light on before eight? I would rather hear a no this week than a maybe next month.`;

export const JAPANESE_NOTES =
  '展覧会「硝子の呼吸」照明打ち合わせ\n・第一展示室：暗順応のための導入路\n・第二展示室：各器ごとに調光\n・紙の作品は50ルクス以下でお願いします。\nよろしくお願いいたします。';

export const ARABIC_NOTES =
  'مراجعة الخط العربي للافتات المعرض: الأحجام، والمسافات، واتجاه الأرقام (٥٠ لوكس) بجانب كلمة English داخل السطر.';

export const HEBREW_NOTES =
  'שיחה על תערוכת ״אור ראשון״: לוחות זמנים, תקציב, וכיוון הטקסט ליד המילה LED.';

export const UKRAINIAN_NOTES =
  'Домовитися про скло: двадцять чотири чаші, синє та бурштинове. Запитати про пакування і митницю.';
