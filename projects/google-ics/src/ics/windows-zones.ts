/**
 * The names of Windows time zones, as Outlook and Exchange write them, with the default IANA zone of each. The data is
 * that of CLDR's windowsZones (territory 001), with IANA's current names:
 * https://github.com/unicode-org/cldr/blob/main/common/supplemental/windowsZones.xml
 */
const ZONES_BY_OFFSET = `
Dateline=Etc/GMT+12; UTC-11=Etc/GMT+11; Aleutian=America/Adak; Hawaiian=Pacific/Honolulu
Marquesas=Pacific/Marquesas; Alaskan=America/Anchorage; UTC-09=Etc/GMT+9
Pacific=America/Los_Angeles; Pacific Standard Time (Mexico)=America/Tijuana; UTC-08=Etc/GMT+8
Mountain=America/Denver; US Mountain=America/Phoenix; Yukon=America/Whitehorse
Mountain Standard Time (Mexico)=America/Mazatlan
Central=America/Chicago; Central America=America/Guatemala; Canada Central=America/Regina
Central Standard Time (Mexico)=America/Mexico_City; Easter Island=Pacific/Easter
Eastern=America/New_York; US Eastern=America/Indiana/Indianapolis; SA Pacific=America/Bogota
Eastern Standard Time (Mexico)=America/Cancun; Haiti=America/Port-au-Prince; Cuba=America/Havana
Turks And Caicos=America/Grand_Turk
Atlantic=America/Halifax; Venezuela=America/Caracas; SA Western=America/La_Paz
Central Brazilian=America/Cuiaba; Pacific SA=America/Santiago; Paraguay=America/Asuncion
Newfoundland=America/St_Johns
E. South America=America/Sao_Paulo; SA Eastern=America/Cayenne; Argentina=America/Argentina/Buenos_Aires
Greenland=America/Nuuk; Montevideo=America/Montevideo; Bahia=America/Bahia
Magallanes=America/Punta_Arenas; Saint Pierre=America/Miquelon; Tocantins=America/Araguaina
UTC-02=Etc/GMT+2; Azores=Atlantic/Azores; Cape Verde=Atlantic/Cape_Verde
UTC=UTC; GMT=Europe/London; Greenwich=Atlantic/Reykjavik; Sao Tome=Africa/Sao_Tome
Morocco=Africa/Casablanca
W. Europe=Europe/Berlin; Central Europe=Europe/Budapest; Romance=Europe/Paris
Central European=Europe/Warsaw; W. Central Africa=Africa/Lagos
E. Europe=Europe/Chisinau; GTB=Europe/Bucharest; FLE=Europe/Kyiv; Middle East=Asia/Beirut
Egypt=Africa/Cairo; Syria=Asia/Damascus; West Bank=Asia/Hebron; Jordan=Asia/Amman; Israel=Asia/Jerusalem
South Africa=Africa/Johannesburg; Kaliningrad=Europe/Kaliningrad; Libya=Africa/Tripoli
Namibia=Africa/Windhoek; Sudan=Africa/Khartoum; South Sudan=Africa/Juba
Turkey=Europe/Istanbul; Arabic=Asia/Baghdad; Arab=Asia/Riyadh; Belarus=Europe/Minsk
Russian=Europe/Moscow; E. Africa=Africa/Nairobi; Volgograd=Europe/Volgograd; Iran=Asia/Tehran
Arabian=Asia/Dubai; Azerbaijan=Asia/Baku; Georgian=Asia/Tbilisi; Caucasus=Asia/Yerevan
Mauritius=Indian/Mauritius; Astrakhan=Europe/Astrakhan; Saratov=Europe/Saratov
Russia Time Zone 3=Europe/Samara; Afghanistan=Asia/Kabul
West Asia=Asia/Tashkent; Pakistan=Asia/Karachi; Ekaterinburg=Asia/Yekaterinburg
Qyzylorda=Asia/Qyzylorda; India=Asia/Kolkata; Sri Lanka=Asia/Colombo; Nepal=Asia/Kathmandu
Central Asia=Asia/Almaty; Bangladesh=Asia/Dhaka; Omsk=Asia/Omsk; Myanmar=Asia/Yangon
SE Asia=Asia/Bangkok; Altai=Asia/Barnaul; W. Mongolia=Asia/Hovd; North Asia=Asia/Krasnoyarsk
N. Central Asia=Asia/Novosibirsk; Tomsk=Asia/Tomsk
China=Asia/Shanghai; North Asia East=Asia/Irkutsk; Singapore=Asia/Singapore; Taipei=Asia/Taipei
W. Australia=Australia/Perth; Ulaanbaatar=Asia/Ulaanbaatar; Aus Central W.=Australia/Eucla
Tokyo=Asia/Tokyo; Korea=Asia/Seoul; North Korea=Asia/Pyongyang; Transbaikal=Asia/Chita
Yakutsk=Asia/Yakutsk; AUS Central=Australia/Darwin; Cen. Australia=Australia/Adelaide
AUS Eastern=Australia/Sydney; E. Australia=Australia/Brisbane; Tasmania=Australia/Hobart
West Pacific=Pacific/Port_Moresby; Vladivostok=Asia/Vladivostok; Lord Howe=Australia/Lord_Howe
Bougainville=Pacific/Bougainville; Russia Time Zone 10=Asia/Srednekolymsk; Magadan=Asia/Magadan
Norfolk=Pacific/Norfolk; Sakhalin=Asia/Sakhalin; Central Pacific=Pacific/Guadalcanal
New Zealand=Pacific/Auckland; UTC+12=Etc/GMT-12; Fiji=Pacific/Fiji
Russia Time Zone 11=Asia/Kamchatka; Chatham Islands=Pacific/Chatham; UTC+13=Etc/GMT-13
Tonga=Pacific/Tongatapu; Samoa=Pacific/Apia; Line Islands=Pacific/Kiritimati
`;

/** The table leaves out "Standard Time", with which most names end. */
function key(name: string): string {
  return name.replace(/ (Standard|Daylight|Summer) Time$/i, '').toLowerCase();
}

const ENTRIES = ZONES_BY_OFFSET.trim()
  .split(/[;\n]/)
  .map((entry) => {
    const [name = '', zone = ''] = entry.trim().split('=');
    return { name, zone };
  });

const ZONE_BY_WINDOWS_NAME: ReadonlyMap<string, string> = new Map(
  ENTRIES.map(({ name, zone }) => [key(name), zone]),
);

/** Names that do not end with "Standard Time". */
const IS_WHOLE_NAME = /^UTC|^Russia Time Zone|\)$/;

/** All names in full, from west to east. */
export const WINDOWS_ZONE_NAMES: readonly string[] = ENTRIES.map(({ name }) =>
  IS_WHOLE_NAME.test(name) ? name : `${name} Standard Time`,
);

/** The IANA zone of a Windows name such as `W. Europe Standard Time`. */
export function zoneOfWindowsName(name: string): string | undefined {
  return ZONE_BY_WINDOWS_NAME.get(key(name.trim()));
}

/** IANA zones that Windows has a name for. Of several zones with the same clock these are the most likely ones. */
export const WINDOWS_ZONES: readonly string[] = [...new Set(ZONE_BY_WINDOWS_NAME.values())];
